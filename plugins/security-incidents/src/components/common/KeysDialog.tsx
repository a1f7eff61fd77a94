import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Switch,
} from '@backstage/ui';
import { useKeysSetting } from '../../hooks';
import styles from './keys.module.css';

/** One key and what it does. */
export interface KeyHelp {
  keys: string[];
  does: string;
}

/** Lists the keys of a page, and lets somebody turn the single ones off. */
export function KeysDialog(props: { keys: KeyHelp[]; onClose(): void }) {
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
      <DialogHeader>Keys on this page</DialogHeader>
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
        <Switch label="Single keys are on" isSelected={on} onChange={setOn} />
        <p className={styles.hint}>
          Turn them off when a screen reader or speech input needs the letters.
          This browser remembers it.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
