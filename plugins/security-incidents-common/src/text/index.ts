export {
  matchesSearch,
  toSearchTerms,
  toSearchText,
  toSearchWords,
} from './searchWords';
export { showDirectionControls, showHiddenCharacters } from './visibleText';
