export { CLOCK_TONES, ClockMark } from './ClockMark';
export * from './clocks';
export { ClocksRow } from './ClocksRow';
