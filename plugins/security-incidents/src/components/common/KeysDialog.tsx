import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Switch,
} from '@backstage/ui';
import { useKeysSetting } from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './keys.module.css';

/** One key and what it does. */
export interface KeyHelp {
  keys: string[];
  does: string;
}

/** Lists the keys of a page, and lets readers turn single keys off. */
export function KeysDialog(props: { keys: KeyHelp[]; onClose(): void }) {
  const { t } = useTranslation();
  const [on, setOn] = useKeysSetting();
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && props.onClose()}
      width={420}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('keys.title')}</DialogHeader>
      <DialogBody>
        <dl className={styles.keys}>
          {props.keys.map(({ keys, does }) => (
            <div key={does} className={styles.line}>
              <dt>
                {keys.map(key => (
                  <kbd key={key} className={styles.cap}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Switch label={t('keys.on')} isSelected={on} onChange={setOn} />
        <p className={styles.hint}>{t('keys.hint')}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('common.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
