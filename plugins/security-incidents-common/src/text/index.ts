export { toSearchTerms, toSearchWords } from './searchWords';
