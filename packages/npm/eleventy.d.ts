/** Builds the feeds when Eleventy has built the pages; the build fails if they are not published. */
declare function feedwright(config: { on(event: string, listener: (event: any) => unknown): unknown }, options?: feedwright.Options): void;

declare namespace feedwright {
  interface Options {
    /** Options of `feedwright build`, such as `["--deny", "warnings"]`. */
    args?: string[];
  }
}

export = feedwright;
