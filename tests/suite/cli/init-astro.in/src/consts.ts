// Place any global data in this file.
export const SITE_TITLE = 'Pelabuhan';
export const SITE_DESCRIPTION = `Ships, and what they carry`;
export const BUILD = `${SITE_TITLE} 2`;
