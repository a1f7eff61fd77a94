/** Where incidents are shown, for links in what leaves the plugin. */
export const PAGE_PATH = '/security-incidents';
