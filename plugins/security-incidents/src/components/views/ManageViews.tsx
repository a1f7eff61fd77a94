import {
  Button,
  ButtonIcon,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { isTaken, MAX_VIEW_NAME, type useViews } from './useViews';
import styles from './views.module.css';

/** Renames and deletes views. Nothing changes until it is saved. */
export function ManageViews(props: {
  state: ReturnType<typeof useViews>;
  onClose(): void;
}) {
  const { state, onClose } = props;
  const { t } = useTranslation();
  const [views, setViews] = useState(state.views);
  const problemOf = (id: string, name: string) => {
    if (!name.trim()) return t('incidentList.views.nameless');
    return isTaken(name, views, id) ? t('incidentList.views.taken') : undefined;
  };
  const canSave = views.every(({ id, name }) => !problemOf(id, name));
  const save = () => {
    state.change(views.map(view => ({ ...view, name: view.name.trim() })));
    onClose();
  };
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && onClose()}
      width={420}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('incidentList.views.title')}</DialogHeader>
      <DialogBody>
        <ul className={styles.list}>
          {views.map((view, index) => {
            const problem = problemOf(view.id, view.name);
            return (
              <li key={view.id} className={styles.item}>
                <div className={styles.grow}>
                  <TextField
                    aria-label={t('incidentList.views.nameOf', {
                      number: String(index + 1),
                    })}
                    value={view.name}
                    maxLength={MAX_VIEW_NAME}
                    onChange={name =>
                      setViews(
                        views.map(other =>
                          other.id === view.id ? { ...other, name } : other,
                        ),
                      )
                    }
                  />
                  {problem && (
                    <p className={styles.problem} role="alert">
                      {problem}
                    </p>
                  )}
                </div>
                <ButtonIcon
                  variant="tertiary"
                  icon={<RiDeleteBinLine aria-hidden />}
                  aria-label={t('incidentList.views.delete', {
                    name: view.name,
                  })}
                  onPress={() =>
                    setViews(views.filter(other => other.id !== view.id))
                  }
                />
              </li>
            );
          })}
        </ul>
        {views.length === 0 && (
          <p className={styles.quiet}>{t('incidentList.views.none')}</p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="primary" isDisabled={!canSave} onPress={save}>
          {t('common.save')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
