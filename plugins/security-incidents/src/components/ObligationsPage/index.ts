export { ObligationsPage } from './ObligationsPage';
