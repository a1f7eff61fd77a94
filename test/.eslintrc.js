const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

// The folder is no package: nothing of it is published, and it uses what the packages beside it declare.
module.exports = createConfigForRole(__dirname, 'backend', {
  rules: {
    'import/no-extraneous-dependencies': 'off',
    '@backstage/no-undeclared-imports': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
  },
  overrides: [
    {
      // A command says things on the console.
      files: ['bench/**'],
      rules: { 'no-console': 'off' },
    },
  ],
});
