import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import type { ReactNode } from 'react';
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
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && props.onClose()}
      width={560}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4" className={styles.sheet}>
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
