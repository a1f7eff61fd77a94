import { createSeedingServices } from 'backstage-plugin-security-incidents-backend/seeding';
import { getQuietUntil } from '../seedHistory';
import { createStage, type SeedOptions } from '../stage';
import { DetectionPlayer } from './DetectionPlayer';
import {
  createInbox,
  createLastDay,
  createMonth,
  createRules,
} from './detectionScenes';
import type { DemoSource } from './events';

const DAY_MS = 24 * 60 * 60_000;

/** Sources whose silence people are told of. While an old month is written, they would all look silent. */
const WATCHED: readonly DemoSource[] = ['alertmanager', 'falco', 'github'];
const MUTED_FOR_DAYS = 29;
const SEEDED_WITHIN_MS = 15 * 60_000;

/**
 * Prepares for old events: people on duty have looked at the inbox, and sources are muted, so that nobody is told of a silence
 * that is none.
 *
 * @returns what ends the mutes
 */
export async function muteSources(
  options: SeedOptions,
  now: Date,
): Promise<() => Promise<void>> {
  let clock = now;
  const service = await createSeedingServices({
    ...options,
    clock: () => clock,
  });
  const player = new DetectionPlayer(service);
  await player.look();
  clock = new Date(now.getTime() - MUTED_FOR_DAYS * DAY_MS);
  const until = new Date(now.getTime() + SEEDED_WITHIN_MS);
  for (const source of WATCHED) await player.mute(source, until);
  return async () => {
    clock = now;
    for (const source of WATCHED) await player.mute(source);
  };
}

/**
 * Writes a month of detections through the services, in order of time with the clock set to each: decided ones, those that wait
 * in the inbox, repeats, redeliveries, one silent source and one whose deliveries are rejected.
 *
 * The catalog was read and the incidents were written before.
 */
export async function seedDetections(
  options: SeedOptions,
  now: Date,
  quietMinutes?: number,
): Promise<void> {
  let clock = now;
  const service = await createSeedingServices({
    ...options,
    ...(await createStage(options)),
    clock: () => clock,
    quietUntil: getQuietUntil(now, quietMinutes),
  });
  const player = new DetectionPlayer(service);
  const nowMs = now.getTime();
  const { known, scenes } = createMonth(player, nowMs);
  const all = [
    ...scenes,
    ...createRules(player, nowMs),
    ...createInbox(player, nowMs),
    ...createLastDay(player, known, nowMs),
  ];
  for (const { atMs, play } of all.sort((a, b) => a.atMs - b.atMs)) {
    clock = new Date(atMs);
    await play();
  }
  await player.settle();
}
