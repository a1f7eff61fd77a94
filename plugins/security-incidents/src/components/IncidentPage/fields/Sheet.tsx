import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../../translation';
import styles from './fields.module.css';
import type { Problem } from './problem';

/** A dialog with fields, a problem that keeps them, and one thing to send. */
export function Sheet(props: {
  title: string;
  children: ReactNode;
  /** Absent where there is only something to read. */
  sendLabel?: string;
  canSend: boolean;
  sending: boolean;
  destructive?: boolean;
  problem?: Problem;
  /** More ways out of a problem, such as sending it anyway. */
  problemActions?: ReactNode;
  onSend(): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [isTyped, setTyped] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => {
        if (open) return;
        // What was sent cannot be lost any more.
        if (isTyped && props.sendLabel) setAsking(true);
        else props.onClose();
      }}
      width={560}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        {/* Only notes that something was typed. */}
        <div onInput={() => setTyped(true)}>
          <Flex direction="column" gap="4" className={styles.sheet}>
            {asking && props.sendLabel && (
              <div
                role="alert"
                ref={box => box?.scrollIntoView?.({ block: 'nearest' })}
              >
                <Alert
                  status="warning"
                  title={t('incidentPage.sheet.discardTitle')}
                  customActions={
                    <>
                      <Button
                        size="small"
                        variant="secondary"
                        onPress={() => setAsking(false)}
                      >
                        {t('incidentPage.sheet.keep')}
                      </Button>
                      <Button
                        size="small"
                        variant="secondary"
                        onPress={props.onClose}
                      >
                        {t('incidentPage.sheet.discard')}
                      </Button>
                    </>
                  }
                />
              </div>
            )}
            {props.problem && (
              <div role="alert">
                <Alert
                  status="danger"
                  title={t('incidentPage.sheet.notSaved')}
                  description={props.problem.message}
                  customActions={props.problemActions}
                />
              </div>
            )}
            {props.children}
          </Flex>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {props.sendLabel ? t('common.cancel') : t('common.close')}
        </Button>
        {props.sendLabel && (
          <Button
            variant="primary"
            destructive={props.destructive}
            isDisabled={!props.canSend}
            isPending={props.sending}
            onPress={props.onSend}
          >
            {props.sendLabel}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
