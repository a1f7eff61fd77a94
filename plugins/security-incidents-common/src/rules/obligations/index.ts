export * from './types';
export {
  getUsFederalHolidays,
  SHIPPED_CALENDARS,
  US_FEDERAL_CALENDAR,
  WEEKDAY_CALENDAR,
} from './calendars';
export * from './evaluate';
export { OBLIGATION_RULES } from './shippedRules';
