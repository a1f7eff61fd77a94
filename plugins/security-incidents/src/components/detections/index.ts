export * from './DetectionsFrame';
export * from './EndField';
export * from './permissions';
export * from './SourceMark';
export * from './texts';
export * from './useDeclineProposal';
export * from './DeclinedNote';
