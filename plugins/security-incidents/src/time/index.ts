export * from './format';
export * from './input';
export { applyTimeWords, getTimeWords, type TimeWords } from './words';
export {
  applyTimeZone,
  getTimeZone,
  getZoneAbbreviation,
  getZoneName,
} from './zone';
