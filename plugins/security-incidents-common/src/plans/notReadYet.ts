/**
 * The `reason` of a 503 until the catalog is read for the first time. Retry in a few seconds.
 *
 * @public
 */
export const CATALOG_NOT_READ_YET = 'catalog-not-read-yet';
