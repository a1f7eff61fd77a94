/*
 * How Jest finds modules: as it always does, but for a few that the platform loads with itself, whoever wants them or not.
 * Each test file loads all of its modules anew, so that these cost minutes over a whole run, and no test looks at them.
 */
const nothing = require.resolve('./nothing.cjs');

/** Clients of caches and of file stores in a cloud. Tests keep their caches in memory and read no files from elsewhere. */
const CLIENTS_OF_SERVICES =
  /^(@keyv\/(redis|valkey|memcache)|infinispan|@azure\/storage-blob|@google-cloud\/storage|@aws-sdk\/client-.*)$/;

/** How a backend signs in to a cloud. A backend makes one of these when it starts; pages only bring it along. */
const SIGN_IN_OF_BACKENDS = /^@azure\/identity$/;

/** Style sheets of the kit: for each query by role the simulated browser matches every rule of every sheet. */
const STYLES_OF_THE_KIT = /\/style-inject\.es\.esm\.js$/;

/** The kit's own words in other languages than the one that tests read. */
const OTHER_LANGUAGES = /^\.{1,2}\/(.*\/)?(?!en-US\.)[a-z]{2}-[A-Z]{2}\.c?js$/;

const leftOut = [CLIENTS_OF_SERVICES, STYLES_OF_THE_KIT, OTHER_LANGUAGES];
const leftOutOfPages = [...leftOut, SIGN_IN_OF_BACKENDS];

module.exports = (request, options) => {
  const isPage = options.conditions?.includes('browser');
  return (isPage ? leftOutOfPages : leftOut).some(names => names.test(request))
    ? nothing
    : options.defaultResolver(request, options);
};
