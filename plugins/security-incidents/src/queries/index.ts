export * from './detections';
export * from './evidence';
export * from './reviews';
export * from './obligations';
export { queryKeys } from './keys';
export * from './reports';
export { QueryProvider, useSignalConnection } from './QueryProvider';
export {
  type Follow,
  FOLLOW_DETECTIONS,
  followIncidents,
  PAUSE_FOR_OTHERS_MS,
  PAUSE_MS,
  type PanelQuery,
  type PanelQueryOptions,
  POLL_EVERY_MS,
  usePanelQuery,
} from './usePanelQuery';
