/** The part of Pleio's own schema that omk and its tests speak to (contract pleio 2 to 4). */
import { buildSchema, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { parseJson } from '../shared/http.ts';

const common = `guid: String! subtype: String title: String abstract: String description: String excerpt: String richDescription: String
  tags: [String] url: String accessId: Int writeAccessId: Int statusPublished: StatusPublished timeCreated: String timeUpdated: String
  timePublished: String scheduleArchiveEntity: String scheduleDeleteEntity: String isFeatured: Boolean featured: Featured
  owner: User group: Group canEdit: Boolean views: Int votes: Int commentCount: Int`;

const fieldsOfInput = `title: String abstract: String richDescription: SecureRichText containerGuid: String accessId: Int writeAccessId: Int
  tags: [String] tagCategories: [TagCategoryInput] featured: FeaturedInput timePublished: DateTime scheduleArchiveEntity: DateTime
  scheduleDeleteEntity: DateTime isFeatured: Boolean isRecommended: Boolean source: String suggestedItems: [String] mentions: [String]
  startDate: DateTime endDate: DateTime location: String locationLink: String locationAddress: String ticketLink: String
  maxAttendees: String rsvp: Boolean`;

const definition = `
scalar DateTime
scalar SecureRichText
scalar Upload
enum StatusPublished { draft published archived }
enum OrderBy { timeCreated timeUpdated timePublished lastAction title startDate }
enum OrderDirection { asc desc }
enum GroupFilter { all mine }
enum Membership { not_joined requested invited joined }
enum EntityKind { object }

interface Entity { guid: String! }
type User { guid: String! name: String email: String url: String }
type Viewer { guid: String! loggedIn: Boolean! isBanned: Boolean isAdmin: Boolean isSubEditor: Boolean has2faEnabled: Boolean user: User
  canWriteToContainer(containerGuid: String, type: EntityKind, subtype: String): Boolean }
type AccessId { id: Int description: String }
type Site { name: String language: String defaultAccessId: Int maxCharactersInAbstract: Int accessIds: [AccessId] }
type Group implements Entity { guid: String! name: String url: String isClosed: Boolean membership: Membership memberRole: String
  isSubmitUpdatesEnabled: Boolean defaultAccessId: Int accessIds: [AccessId] plugins: [String] }
type GroupList { total: Int! edges: [Group!]! }
type Featured { image: String video: String videoTitle: String positionY: Int alt: String }

type Blog implements Entity { ${common} isRecommended: Boolean }
type News implements Entity { ${common} source: String }
type Discussion implements Entity { ${common} }
type Question implements Entity { ${common} }
type StatusUpdate implements Entity { ${common} }
type Event implements Entity { ${common} source: String startDate: String endDate: String location: String locationLink: String
  locationAddress: String ticketLink: String maxAttendees: String rsvp: Boolean }
type PollChoice { guid: String! text: String votes: Int }
type Poll implements Entity { guid: String! title: String url: String accessId: Int statusPublished: StatusPublished timeCreated: String
  timeUpdated: String timePublished: String canEdit: Boolean choices: [PollChoice] }
type EntityList { total: Int! edges: [Entity!]! }

type Query {
  viewer: Viewer
  site: Site
  groups(filter: GroupFilter, q: String, offset: Int = 0, limit: Int = 20): GroupList!
  entity(guid: String!, incrementViewCount: Boolean): Entity
  entities(containerGuid: String, userGuid: String, subtypes: [String], statusPublished: [StatusPublished],
    orderBy: OrderBy = timePublished, orderDirection: OrderDirection = desc, offset: Int = 0, limit: Int = 20): EntityList!
}

input TagCategoryInput { name: String! values: [String] }
input FeaturedInput { image: Upload imageGuid: String video: String videoTitle: String positionY: Int alt: String }
input addEntityInput { subtype: String! type: EntityKind ${fieldsOfInput} }
input editEntityInput { guid: String! ${fieldsOfInput} }
input deleteEntityInput { guid: String! force: Boolean }
input addAttachmentInput { file: Upload! }
type EntityPayload { entity: Entity }
type DeletePayload { success: Boolean! }
type Attachment { id: String! url: String! mimeType: String name: String }
type AttachmentPayload { attachment: Attachment }

type Mutation {
  addEntity(input: addEntityInput!): EntityPayload
  editEntity(input: editEntityInput!): EntityPayload
  deleteEntity(input: deleteEntityInput!): DeletePayload
  addAttachment(input: addAttachmentInput!): AttachmentPayload
}
`;

export function buildPleioSchema(): GraphQLSchema {
  const schema = buildSchema(definition);
  check(schema, 'DateTime', (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));
  check(schema, 'SecureRichText', isRichText);
  check(schema, 'Upload', (value) => value instanceof File);
  return schema;
}

function check(schema: GraphQLSchema, name: string, isValid: (value: unknown) => boolean): void {
  (schema.getType(name) as GraphQLScalarType).parseValue = (value) => {
    if (!isValid(value)) throw new TypeError(`${name} cannot represent this value`);
    return value;
  };
}

/** A document or plain text; no other JSON, and no picture of another host at the top (contract pleio 3.1 and 3.3). */
function isRichText(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const json = parseJson(value);
  if (json === undefined) return true;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const nodes = (json as { content?: unknown }).content;
  return !Array.isArray(nodes) || !nodes.some(isForeign);
}

function isForeign(node: { type?: unknown; attrs?: { src?: unknown; url?: unknown } } | null): boolean {
  const address = node?.attrs?.src ?? node?.attrs?.url;
  return (node?.type === 'image' || node?.type === 'file') && typeof address === 'string' && /^(?:[a-z]+:)?\/\//i.test(address);
}
