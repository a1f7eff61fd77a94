export * from './badges';
export { default as classNames } from './classNames';
export * from './IncidentsTable';
export * from './PanelState';
export * from './SeverityMark';
