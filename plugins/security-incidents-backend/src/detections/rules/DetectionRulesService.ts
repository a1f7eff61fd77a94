import type {
  CreateMappingPatternRequest,
  DetectionRule,
  DetectionRules,
  DetectionSuppression,
  MappingPattern,
  ParsedCreateDetectionRule,
  ParsedCreateSuppression,
  ParsedUpdateDetectionRule,
  ParsedUpdateSuppression,
  TryPayloadRequest,
  TryPayloadResult,
  UpdateMappingPatternRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Done } from '../../incidents/IncidentsService';

/** Rules, suppressions and patterns of detections. `seen` is the version that the caller looked at. */
export interface DetectionRulesService<Context> {
  get(context: Context): Promise<DetectionRules>;
  /** Adds a rule behind the others. */
  createRule(
    request: ParsedCreateDetectionRule,
    context: Context,
  ): Promise<Done<DetectionRule>>;
  updateRule(
    id: string,
    request: ParsedUpdateDetectionRule,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionRule>;
  deleteRule(id: string, context: Context): Promise<{ id: string }>;
  createSuppression(
    request: ParsedCreateSuppression,
    context: Context,
  ): Promise<Done<DetectionSuppression>>;
  updateSuppression(
    id: string,
    request: ParsedUpdateSuppression,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSuppression>;
  /** Ends a suppression now. */
  endSuppression(id: string, context: Context): Promise<DetectionSuppression>;
  /** Adds a pattern behind the others. */
  createPattern(
    request: CreateMappingPatternRequest,
    context: Context,
  ): Promise<Done<MappingPattern>>;
  updatePattern(
    id: string,
    request: UpdateMappingPatternRequest,
    seen: number | undefined,
    context: Context,
  ): Promise<MappingPattern>;
  deletePattern(id: string, context: Context): Promise<{ id: string }>;
  /** Explains what would happen with a payload. Nothing is stored. */
  tryPayload(
    request: TryPayloadRequest,
    context: Context,
  ): Promise<TryPayloadResult>;
}
