import './navigation.test';

// The same tests for Backstage 1.55, where the framework has none of these.
jest.mock('@backstage/frontend-plugin-api', () => ({
  ...jest.requireActual('@backstage/frontend-plugin-api'),
  RouterLink: undefined,
  useAppHref: undefined,
  useAppLocation: undefined,
  useAppNavigate: undefined,
  useAppSearchParams: undefined,
}));
