import type { AstroIntegration } from "astro";

/** Builds the feeds when Astro has built the pages; the build fails if they are not published. */
declare function feedwright(options?: feedwright.Options): AstroIntegration;

declare namespace feedwright {
  interface Options {
    /** Options of `feedwright build`, such as `["--deny", "warnings"]`. */
    args?: string[];
  }
}

export = feedwright;
