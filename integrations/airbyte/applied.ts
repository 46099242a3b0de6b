// What a clean answer to a write is reported as.
import type { ProviderAccount } from '../../domain/ports';

export type Applied = Awaited<ReturnType<ProviderAccount['apply']>>;
