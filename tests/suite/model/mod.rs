mod redirect;
