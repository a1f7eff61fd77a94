export * from './format';
export { applyTimeWords, type TimeWords } from './words';
export {
  applyTimeZone,
  getTimeZone,
  getZoneAbbreviation,
  getZoneName,
} from './zone';
