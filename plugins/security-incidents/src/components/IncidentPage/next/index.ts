export { MovesMenu } from './MoreActions';
export { MoveFailed } from './MoveFailed';
export { mayMove } from './moves';
export { NextStepCard } from './NextStepCard';
export { useStartMove } from './useStartMove';
