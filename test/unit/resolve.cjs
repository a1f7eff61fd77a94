/*
 * Jest's resolver, with an empty module in place of modules that the platform always loads and no test needs. Each test
 * file loads its modules anew: this saves 30 % of the CPU time of the unit tests.
 */
const nothing = require.resolve('./nothing.cjs');
const getStylesModule = require('./styles.cjs');

/** Style sheets of our own, of which tests see what hides something. */
const OWN_STYLES = /\.module\.css$/;

/** Clients of external caches and file stores. Tests cache in memory and read local files only. */
const SERVICE_CLIENTS =
  /^(@keyv\/(redis|valkey|memcache)|infinispan|@azure\/storage-blob|@google-cloud\/storage|@aws-sdk\/client-.*)$/;

/** Sign-in to Azure. A backend creates a credential when it starts, and no test uses it. */
const CLOUD_SIGN_IN = /^@azure\/identity$/;

/**
 * The UI kit's style sheets. With them, the virtual focus of its searchable lists changes state outside of `act` now and then,
 * and tests fail at random.
 */
const KIT_STYLES = /\/style-inject\.es\.esm\.js$/;

/** The UI kit's texts in other languages than the tests' own. */
const OTHER_LANGUAGES = /^\.{1,2}\/(.*\/)?(?!en-US\.)[a-z]{2}-[A-Z]{2}\.c?js$/;

const skipped = [SERVICE_CLIENTS, CLOUD_SIGN_IN, KIT_STYLES, OTHER_LANGUAGES];

module.exports = (request, options) => {
  if (OWN_STYLES.test(request)) {
    return getStylesModule(options.defaultResolver(request, options));
  }
  return skipped.some(pattern => pattern.test(request))
    ? nothing
    : options.defaultResolver(request, options);
};
