export * from './incident';
export * from './timeline';
export * from './overview';
export * from './requests';
export * from './query';
export * from './history';
export * from './serviceLevels';
export * from './signal';
