import { Button } from '@backstage/ui';
import { RiFlaskLine } from '@remixicon/react';
import { useState } from 'react';
import { MayReport } from '../common';
import { ExerciseDialog, type ExerciseDialogProps } from './ExerciseDialog';

/** Props of {@link StartExerciseButton}. */
export type StartExerciseButtonProps = Omit<ExerciseDialogProps, 'onClose'> & {
  variant?: 'secondary' | 'tertiary';
};

/** Opens the dialog that starts an exercise, for those who may report. */
export function StartExerciseButton(props: StartExerciseButtonProps) {
  const { variant = 'secondary', ...about } = props;
  const [open, setOpen] = useState(false);
  return (
    <MayReport>
      <Button
        variant={variant}
        iconStart={<RiFlaskLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        Start an exercise
      </Button>
      {open && <ExerciseDialog {...about} onClose={() => setOpen(false)} />}
    </MayReport>
  );
}
