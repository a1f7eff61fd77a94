/*
 * A test fails when something calls console.error or console.warn unexpectedly. A test that expects the call says so:
 * `jest.spyOn(console, 'error').mockImplementation(() => {})`, and then asserts it.
 */
const failOnConsole = require('jest-fail-on-console');

/** Warnings of the platform that we cannot fix, each with its cause. */
const ALLOWED = [
  // Material UI 4, which core components use for menus, tooltips and transitions.
  /^Warning: findDOMNode is deprecated/,
  // The routers of Backstage's test utilities and of apps of the legacy frontend system.
  /^⚠️ React Router Future Flag Warning/,
  // The UI kit's PluginHeader, which selects its tab after the first render.
  /^WARN: A component changed from uncontrolled to controlled/,
  // The UI kit's breadcrumbs, which put a tooltip on plain text.
  /^<Focusable> child must have an interactive ARIA role/,
];

failOnConsole({
  shouldFailOnError: true,
  shouldFailOnWarn: true,
  silenceMessage: message => ALLOWED.some(allowed => allowed.test(message)),
});
