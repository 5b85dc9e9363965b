/*
 * made in the world two: one opens, one passes
 *
 * Written by abiwright, for SPIN. Each state of the world that can be reached is one state here:
 *
 *   spin -a world.pml
 *   gcc -O2 -fwrapv -DSAFETY -DNOREDUCE -DVECTORSZ=1024 -o pan pan.c
 *   ./pan -c0 -m1000000
 *
 * -c0 goes on after errors, so that all states are counted; an assertion that fails names the property. With
 * spin -DPROPERTY=N -a only the property of that number is asked for. For a breadth-first search add -DBFS to both
 * spin -a and gcc. SPIN's own reduction is off, since counts are compared.
 *
 * What is taken for granted:
 *   page faults are answered
 *
 * Rows that have names:
 *   vmm is row 1 of process
 *   front is row 1 of door
 */
#define PAGE_SIZE 4
#define HPAGE_SIZE 8
#define ULONG_MAX 31
#define U64_MAX 31
#define SIZE_MAX 31
#define U32_MAX 31

#ifdef BFS
/* A breadth-first search takes no hidden variables: they are part of the state, and 0 between steps. */
#define hidden
#endif

/* Rows of door: 1, from 1. There is no row 0. */
hidden byte door_live[2] = { 0, 1 };
byte door_state[2];
byte door_passed[2];

/* Rows of process: 1, from 1. There is no row 0. */
hidden byte process_live[2] = { 0, 1 };
hidden byte process_dead[2];

/* user: where each copy of it stands, and what it keeps there. */
byte user_counter[1];
byte user_left[1] = { 2 };

/* worker: where each copy of it stands, and what it keeps there. */
byte worker_counter[1];

/* Has a row gone that a sleeping call still refers to? */
bool dangling;

/* These mean something within a step only. */
hidden int this_working;
hidden int this_torn;
hidden int this_locked;
hidden int this_copy;
hidden int this_holds_one_passes;
hidden int this_holds_no_user_wedge;
hidden int this_holds_no_lock_to_user;
hidden int this_holds_no_dangling_reference;

inline forget() {
#ifdef BFS
	this_working = 0;
	this_torn = 0;
	this_locked = 0;
	this_copy = 0;
	this_holds_one_passes = 0;
	this_holds_no_user_wedge = 0;
	this_holds_no_lock_to_user = 0;
	this_holds_no_dangling_reference = 0;
#else
	skip
#endif
}

/* Rows of door go: what refers to them refers to none. */
inline remove_door() {
	door_state[1] = (door_live[1] == 2 -> 0 : door_state[1]);
	door_passed[1] = (door_live[1] == 2 -> 0 : door_passed[1]);
	door_live[1] = (door_live[1] == 2 -> 0 : door_live[1]);
}

/* Rows of process go: what refers to them refers to none. */
inline remove_process() {
	process_dead[1] = (process_live[1] == 2 -> 0 : process_dead[1]);
	process_live[1] = (process_live[1] == 2 -> 0 : process_live[1]);
}

/* The end of a step. */
inline settle() {
	skip
}

active [1] proctype world() {
	do
	/* user: opens */
	:: d_step {
		!dangling && user_counter[0] == 0 && user_left[0] > 0 && (door_state[1] == 0) ->
		user_counter[0] = 0;
		door_state[1] = 1;
		user_left[0] = user_left[0] - 1;
		settle();
		forget();
	}
	/* worker: passes */
	:: d_step {
		!dangling && worker_counter[0] == 0 && (door_passed[1] == 0) ->
		worker_counter[0] = 0;
		if
		:: !(door_state[1] == 1) ->
			worker_counter[0] = 1;
			goto moved_of_2;
		:: else
		fi;
		door_passed[1] = ((door_passed[1] + 1) & 31);
		moved_of_2: skip;
		settle();
		forget();
	}
	/* worker, at 1: passes waits (gate.yaml:24) */
	:: d_step {
		!dangling && worker_counter[0] == 1 && (door_state[1] == 1) ->
		worker_counter[0] = 0;
		if
		:: !(door_state[1] == 1) ->
			worker_counter[0] = 1;
			goto moved_of_3;
		:: else
		fi;
		door_passed[1] = ((door_passed[1] + 1) & 31);
		moved_of_3: skip;
		settle();
		forget();
	}
	/* Asks what has to hold. */
	:: d_step {
		!dangling ->
		this_working = 0;
		this_torn = 0;
		this_locked = 0;
		for (this_copy : 0 .. 0) {
			if
			:: worker_counter[this_copy] == 0 ->
				if
				:: (door_passed[1] == 0) ->
					this_working = 1;
				:: else
				fi;
			:: worker_counter[this_copy] == 1 ->
				if
				:: (door_state[1] == 1) ->
					this_working = 1;
				:: else ->
					this_torn = 1;
				fi;
			:: else
			fi;
		}
#if !defined(PROPERTY) || PROPERTY == 1
		/* 1: one-passes */
		this_holds_one_passes = 1;
		if
		:: !(!door_live[1] || (door_passed[1] <= 1)) ->
			this_holds_one_passes = 0;
		:: else
		fi;
		assert(this_holds_one_passes);
#endif
#if !defined(PROPERTY) || PROPERTY == 2
		/* 2: no-user-wedge */
		this_holds_no_user_wedge = (this_working || !this_torn);
		assert(this_holds_no_user_wedge);
#endif
#if !defined(PROPERTY) || PROPERTY == 3
		/* 3: no-lock-to-user */
		this_holds_no_lock_to_user = (this_working || !this_locked);
		assert(this_holds_no_lock_to_user);
#endif
		forget();
	}
	:: d_step {
		dangling ->
#if !defined(PROPERTY) || PROPERTY == 4
		/* 4: no-dangling-reference */
		this_holds_no_dangling_reference = !dangling;
		assert(this_holds_no_dangling_reference);
#endif
		forget();
	}
	od
}
