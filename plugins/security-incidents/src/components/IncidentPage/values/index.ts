export { PriorityValue } from './PriorityValue';
export { SeverityValue } from './SeverityValue';
export { useStatusValue } from './useStatusValue';
