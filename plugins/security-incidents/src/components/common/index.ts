export * from './badges';
export { default as classNames } from './classNames';
export * from './IncidentsTable';
export type { IncidentColumn } from './incidentColumns';
export * from './MayReport';
export * from './PanelState';
export * from './SeverityMark';
