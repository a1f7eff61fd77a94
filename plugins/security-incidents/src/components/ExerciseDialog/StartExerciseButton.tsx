import { Button } from '@backstage/ui';
import { RiFlaskLine } from '@remixicon/react';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { MayStartExercise } from '../common';
import { ExerciseDialog, type ExerciseDialogProps } from './ExerciseDialog';

/** Props of {@link StartExerciseButton}. */
export type StartExerciseButtonProps = Omit<ExerciseDialogProps, 'onClose'> & {
  variant?: 'secondary' | 'tertiary';
};

/** Opens the dialog that starts an exercise, for people who may start one. */
export function StartExerciseButton(props: StartExerciseButtonProps) {
  const { variant = 'secondary', ...about } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <MayStartExercise>
      <Button
        variant={variant}
        iconStart={<RiFlaskLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        {t('exerciseDialog.open')}
      </Button>
      {open && <ExerciseDialog {...about} onClose={() => setOpen(false)} />}
    </MayStartExercise>
  );
}
