// What resolve.cjs puts in the place of modules that no test looks at. It does nothing, and there is nothing in it.
module.exports = { __esModule: true, default: () => {} };
