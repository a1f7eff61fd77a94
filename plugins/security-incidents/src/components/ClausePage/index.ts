export { ClausePage } from './ClausePage';
