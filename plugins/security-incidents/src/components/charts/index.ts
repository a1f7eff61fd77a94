export * from './severities';
export * from './SeverityLegend';
export * from './StackedBars';
export * from './TimelineStrip';
export * from './DueLine';
