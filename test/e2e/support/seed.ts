import { Demo } from './demo';

/** What comes before all files of a run. */
export default () => Demo.seedOnce();
