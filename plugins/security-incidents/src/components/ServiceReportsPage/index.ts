export { ServiceReportsPage } from './ServiceReportsPage';
