export { ServiceYearPage } from './ServiceYearPage';
