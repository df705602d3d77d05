export default {
	title: "Sungai",
	url: process.env.URL || "https://wrong.example/",
	description: 'What Dewi/'s river does',
	author: {
		name: "Dewi",
		url: "https://dewi.org/about/",
	},
};
