export * from './badges';
export { default as classNames } from './classNames';
export * from './IncidentsTable';
export * from './KeyCap';
export * from './KeysDialog';
export * from './names';
export * from './PanelState';
export * from './SeverityMark';
