import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type Checkpoint,
  CHECKPOINT_VERSION,
  type CheckpointBody,
  type CheckpointSigning,
  GENESIS_HASH,
  hashCheckpoint,
  toSignedBytes,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';
import type { CheckpointSettings } from './settings';
import type { ChainsState, CheckpointsStore } from './store/CheckpointsStore';

/** Writes checkpoints, to the database and to the log. */
export class CheckpointWriter {
  #written: Checkpoint | undefined;
  #lost: Checkpoint | undefined;
  #hasWarned = false;

  constructor(
    private readonly options: {
      store: CheckpointsStore;
      settings: CheckpointSettings;
      clock(): Date;
      logger?: Pick<LoggerService, 'info' | 'warn' | 'error'>;
    },
  ) {}

  get signing(): CheckpointSigning {
    const { signingKey } = this.options.settings;
    return signingKey
      ? { state: 'signed', keyId: signingKey.id }
      : { state: 'unsigned' };
  }

  async write(): Promise<Checkpoint> {
    const { store, settings, logger } = this.options;
    this.#warnWhenUnsigned();
    await this.findLost();
    const checkpoint = await store.append(state => this.#make(state), {
      isSent: settings.webhook !== undefined,
    });
    this.#written = checkpoint;
    // The log is outside the database, so whoever rewrites the one must also reach the other.
    logger?.info(`Checkpoint ${JSON.stringify(checkpoint)}`);
    return checkpoint;
  }

  /**
   * A checkpoint that this process wrote and that the database lacks, which is so after an older database was restored. Once
   * found, it stays so until the process ends.
   */
  async findLost(): Promise<Checkpoint | undefined> {
    const written = this.#written;
    if (!this.#lost && written) {
      const stored = await this.options.store.find(written.n);
      if (stored?.hash !== written.hash) this.#lost = written;
    }
    return this.#lost;
  }

  #make({ before, lastKeyId, ...chains }: ChainsState): Checkpoint {
    const { settings, clock, logger } = this.options;
    const { signingKey: key, previousSigningKey } = settings;
    const isNewKey = key !== undefined && key.id !== lastKeyId;
    const previous =
      isNewKey && previousSigningKey?.id === lastKeyId
        ? previousSigningKey
        : undefined;
    if (isNewKey && lastKeyId !== undefined && !previous) {
      logger?.error(
        `Checkpoints were signed with the key ${lastKeyId} until now. Set securityIncidents.checkpoints.previousSigningKey to it, or list its public key in trustedKeys; otherwise verification reports the change of the key`,
      );
    }
    const body: CheckpointBody = {
      v: CHECKPOINT_VERSION,
      n: (before?.n ?? 0) + 1,
      at: clock().toISOString(),
      ...chains,
      prevCheckpointHash: before?.hash ?? GENESIS_HASH,
      ...(key && { keyId: key.id }),
      ...(isNewKey && { publicKey: key.publicKey }),
      ...(previous && { previousKeyId: previous.id }),
    };
    const bytes = toSignedBytes(body);
    return {
      ...body,
      hash: hashCheckpoint(body, sha256Hex),
      ...(key && { signature: key.sign(bytes) }),
      ...(previous && { previousSignature: previous.sign(bytes) }),
    };
  }

  #warnWhenUnsigned() {
    const { settings, logger } = this.options;
    if (settings.signingKey || this.#hasWarned) return;
    this.#hasWarned = true;
    logger?.warn(
      'Checkpoints are not signed: securityIncidents.checkpoints.signingKey is not set. Whoever can write to the database can also rewrite them',
    );
  }
}
