/*
 * The rules for all packages and for `test`, on top of those of the Backstage CLI. A regular expression that takes more
 * than linear time lets one long text block the whole process, so none is allowed, wherever it is.
 */
module.exports = {
  root: true,
  plugins: ['regexp'],
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    'regexp/optimal-quantifier-concatenation': 'error',
  },
};
