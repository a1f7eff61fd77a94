// The empty module that resolve.cjs puts in place of modules that tests do not need.
module.exports = {
  __esModule: true,
  default: () => {},
  DefaultAzureCredential: class {},
};
