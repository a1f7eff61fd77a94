import { Button, DialogTrigger, Popover, TextField } from '@backstage/ui';
import { RiBookmarkLine } from '@remixicon/react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../translation';
import { isTaken, MAX_VIEW_NAME, type useViews } from './useViews';
import styles from './views.module.css';

function NameForm(props: {
  state: ReturnType<typeof useViews>;
  onClose(): void;
}) {
  const { state, onClose } = props;
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const taken = isTaken(name, state.views);
  const canKeep = name.trim() !== '' && !taken;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (!canKeep) return;
    state.keep(name.trim());
    onClose();
  };
  return (
    <form className={styles.form} onSubmit={keep}>
      <TextField
        label={t('incidentList.views.name')}
        description={t('incidentList.views.nameHint')}
        value={name}
        onChange={setName}
        maxLength={MAX_VIEW_NAME}
        // The reader asked for this field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      {taken && (
        <p className={styles.problem} role="alert">
          {t('incidentList.views.taken')}
        </p>
      )}
      <Button variant="primary" type="submit" isDisabled={!canKeep}>
        {t('incidentList.views.send')}
      </Button>
    </form>
  );
}

/** Keeps the filters of the list under a name; absent while there is nothing to keep. */
export function KeepView(props: { state: ReturnType<typeof useViews> }) {
  const { state } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!state.canKeep && !isOpen) return null;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="tertiary" iconStart={<RiBookmarkLine aria-hidden />}>
        {t('incidentList.views.keep')}
      </Button>
      <Popover
        aria-label={t('incidentList.views.keep')}
        placement="bottom end"
        hideArrow
      >
        <NameForm state={state} onClose={() => setOpen(false)} />
      </Popover>
    </DialogTrigger>
  );
}
