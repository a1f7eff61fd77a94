export * from './format';
export {
  applyTimeZone,
  getTimeZone,
  getZoneAbbreviation,
  getZoneName,
} from './zone';
