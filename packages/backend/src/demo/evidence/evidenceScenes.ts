import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  evidenceFieldsSchema,
  recordEvidenceReferenceSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { type DateTime, Duration } from 'luxon';
import { createHash } from 'node:crypto';
import type { Story } from '../history/types';
import { type CustodyStory, FILES, type FileStory } from './files';

/** Something that happens to the evidence of an incident. */
export interface EvidenceScene {
  at: DateTime;
  by: string;
  play(
    service: SeedingServices,
    as: BackstageCredentials,
    incidentId: string,
  ): Promise<void>;
}

type FindTask = (
  incidentId: string,
  planTaskId: string,
  service: SeedingServices,
  credentials: BackstageCredentials,
) => Promise<string | undefined>;

const sha256Of = (content: Buffer | string) =>
  createHash('sha256').update(content).digest('hex');

async function add(
  file: FileStory,
  taskId: string | undefined,
  service: SeedingServices,
  as: BackstageCredentials,
  incidentId: string,
): Promise<string> {
  const context = withoutAuthorization({ credentials: as });
  const { name, mediaType, fields, content, elsewhere } = file;
  if (elsewhere) {
    const { id } = await service.evidence.addReference(
      incidentId,
      recordEvidenceReferenceSchema.parse({
        ...fields,
        ...elsewhere,
        fileName: name,
        sha256: sha256Of(name),
      }),
      context,
    );
    return id;
  }
  const bytes = content!();
  const { id } = await service.evidence.add(
    incidentId,
    evidenceFieldsSchema.parse({ ...fields, taskId, sha256: sha256Of(bytes) }),
    { fileName: name, mediaType, content: toStream(bytes) },
    context,
  );
  return id;
}

async function* toStream(bytes: Buffer) {
  yield bytes;
}

async function handle(
  { do: act, reason = '' }: CustodyStory,
  evidenceId: string,
  service: SeedingServices,
  as: BackstageCredentials,
  incidentId: string,
): Promise<void> {
  const context = withoutAuthorization({ credentials: as });
  const { evidence } = service;
  if (act === 'verify') await evidence.verify(incidentId, evidenceId, context);
  else if (act === 'hold') {
    await evidence.hold(incidentId, evidenceId, { reason }, context);
  } else {
    const { content } = await evidence.open(incidentId, evidenceId, context);
    content.destroy();
  }
}

/** What happens to the files of a story. */
export function evidenceScenes(
  { story, reportedAt }: { story: Story; reportedAt: DateTime },
  findTask: FindTask,
): EvidenceScene[] {
  const after = (duration: string) =>
    reportedAt.plus(Duration.fromISO(duration));
  return (FILES[story.report.title] ?? []).flatMap(file => {
    let evidenceId = '';
    const added: EvidenceScene = {
      at: after(file.after),
      by: file.by,
      async play(service, as, incidentId) {
        const taskId =
          file.task && (await findTask(incidentId, file.task, service, as));
        evidenceId = await add(file, taskId, service, as, incidentId);
      },
    };
    const handled = (file.then ?? []).map(
      (custody): EvidenceScene => ({
        at: after(custody.after),
        by: custody.by,
        play: (service, as, incidentId) =>
          handle(custody, evidenceId, service, as, incidentId),
      }),
    );
    return [added, ...handled];
  });
}
