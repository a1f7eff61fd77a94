/** Path of the incident pages, for links in notifications and channels. */
export const PAGE_PATH = '/security-incidents';
