export { ExerciseDialog } from './ExerciseDialog';
export type { ExerciseDialogProps } from './ExerciseDialog';
export { StartExerciseButton } from './StartExerciseButton';
export type { StartExerciseButtonProps } from './StartExerciseButton';
