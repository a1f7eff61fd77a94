export * from './vocabulary';
export * from './labels';
export * from './rsit';
export * from './statusMachine';
export * from './priority';
export * from './timestamps';
export * from './reportState';
export * from './detections';
