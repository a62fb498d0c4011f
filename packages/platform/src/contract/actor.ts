/** The two hierarchies that share the platform: the autonomous region (自治区) and the Corps (兵团). */
export type Hierarchy = 'region' | 'corps';

/** Roles of the people who use the platform. What each may do is data in `modules/identity/domain/roles.ts`. */
export type Role =
  | 'administrator' // 系统管理员
  | 'duty-officer' // 值班员
  | 'monitoring-station' // 监测站
  | 'enforcement-officer' // 执法人员
  | 'radiation-supervisor' // 辐射监管
  | 'planner' // 规划管理
  | 'auditor' // 审计
  | 'enterprise'; // 排污单位

/** A post (岗位): a role held at one unit; its scope is that unit and everything below it. */
export interface Post {
  readonly role: Role;
  /**
   * Path of the unit, `/` separated codes with a closing slash: `/650000/650100/650102/` or `/BT/BT08/659001/`.
   * A post at `/` covers both hierarchies.
   */
  readonly unitPath: string;
  /** For the role `enterprise`: the only enterprise the post may see from inside. */
  readonly enterpriseId?: number;
}

/** What the people of an enterprise may do: see their own enterprise from inside. */
export const READ_OWN = 'enterprise.read-own';

export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly posts: readonly Post[];
}
