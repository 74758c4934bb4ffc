"""Rewording: how many reworded questions of a bank keep their note, and how many are attached to a wrong one.

A bank of interview cards is made from templates and facts, built, edited as by hand
(questions reworded, cards replaced by others that look like them, pages renamed and
reordered) and built again. Usage: python benchmarks/rewording.py [--seed N ...]
[--cards N] [--reworded N] [--replaced N] [--explain]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

PER_PAGE = 50
CONFIG = '[project]\nname = "Bank"\n\n[[deck]]\nname = "Bank"\nsources = ["docs/**/*.md"]\nsplit = "file"\n'

# A term to a record: the term | what it is | what it is used for | what goes wrong.
# Indented lines continue a record.
PYTHON = """
a list | a mutable, ordered sequence that holds values of any type | collections that grow and shrink
 | inserting at the front moves every element behind it
a tuple | an immutable, ordered sequence that holds values of any type | records that never change
 | a tuple of one element needs a trailing comma
a set | a mutable, unordered collection of distinct hashable values | fast membership tests
 | empty braces make a dict and no set
a frozenset | an immutable, unordered collection of distinct hashable values | sets that serve as keys
 | it has no method that adds an element
a dict | a mapping from hashable keys to values that keeps the order of insertion | lookups by key
 | asking for a missing key with brackets raises KeyError
a generator | a function that yields values one at a time and keeps its state between them
 | streams too large for memory
 | it can be walked through only once
an iterator | an object with a __next__ method that raises StopIteration at its end | walking through any container
 | a loop that stopped half-way leaves it in the middle
a decorator | a callable that takes a function and returns another in its place | caching, logging and access checks
 | without functools.wraps the name and the docstring are lost
a context manager | an object whose __enter__ and __exit__ run around a block | releasing files and locks in time
 | returning True from __exit__ swallows exceptions
a list comprehension | an expression in brackets that builds a list from an iterable | short transformations and filters
 | nesting more than two of them is hard to read
a lambda | a small anonymous function made of a single expression | sort keys and callbacks
 | it binds late to the variables of the loop around it
a metaclass | a class whose instances are classes | registering classes when they are defined
 | two of them in one hierarchy conflict
a descriptor | an object with __get__ or __set__ that controls access to an attribute
 | reusable validation of attributes
 | it has to be an attribute of the class and not of the instance
a dataclass | a class whose __init__, __repr__ and __eq__ are generated from its annotations
 | plain records with defaults
 | a mutable default needs a factory
a coroutine | a function declared with async that can be suspended at each await
 | many waiting network calls in a thread
 | calling it without await runs nothing
the GIL | a lock that lets a single thread execute bytecode at a time | keeping reference counts consistent
 | threads do not speed up work that is bound by the CPU
a virtual environment | a folder with an interpreter and packages of its own
 | keeping the dependencies of projects apart
 | moving the folder breaks the paths inside it
a module | a file whose names can be imported from elsewhere | splitting a program into parts
 | naming it like one of the standard library hides that one
a property | an attribute whose reading and writing call methods | computed values that look like fields
 | slow work behind it surprises the reader
a closure | a function that remembers variables of the scope it was defined in | callbacks that carry some state
 | assigning to the variable needs nonlocal
"""
JAVASCRIPT = """
a closure | a function together with the variables of the scope it was created in | private state without classes
 | closures in a loop over var share a single variable
a promise | an object for the result of an operation that may still be under way | chaining asynchronous steps
 | a rejection without a handler is reported late or never
an async function | a function that returns a promise and may await others
 | asynchronous code that reads like synchronous
 | awaiting in a loop runs the calls one after the other
the event loop | the mechanism that takes callbacks from queues once the call stack is empty
 | concurrency on a single thread
 | a long computation freezes everything else
a callback | a function that is handed to another one and called later | reacting to events
 | deep nesting of them is hard to follow
an arrow function | a short function without a this and arguments of its own | callbacks that need the outer this
 | it cannot be used as a constructor
a prototype | an object from which another one inherits its properties | sharing methods between instances
 | changing those of built-in objects affects the whole program
a class | a notation for a constructor and the methods on its prototype | families of objects with the same methods
 | methods lose their this when they are passed on
a generator function | a function that can pause at each yield and be resumed | lazy sequences
 | it has to be called before the first value can be asked for
an iterator | an object with a next method that returns a value and a done flag | custom loops with for...of
 | returning it twice does not restart it
a template literal | a string in backticks that may contain expressions and line breaks | building text from values
 | values in it are not escaped for HTML
a Map | a collection of pairs whose keys may be of any type | lookups by objects
 | JSON.stringify writes it as an empty object
a WeakMap | a collection of pairs that does not keep its keys alive | data attached to objects of others
 | its entries cannot be listed
a Set | a collection of distinct values in the order of insertion | removing duplicates
 | two objects with equal content count as different
a Symbol | a primitive value that is unlike every other one | property names that never clash
 | JSON.stringify leaves such properties out
a Proxy | a wrapper that intercepts operations on an object | validation and change tracking
 | every access through it is slower
hoisting | the treatment of declarations as if they stood at the top of their scope
 | calling functions above their definition
 | a let variable exists there and yet cannot be read
the spread operator | three dots that unpack an iterable or an object in place | shallow copies and merged options
 | nested objects are still shared
strict mode | a variant of the language that turns silent mistakes into errors | catching undeclared variables
 | it has to stand before the first statement
event delegation | a technique with a single listener on a common ancestor | lists whose items come and go
 | events that do not bubble never arrive
"""
SQL = """
a primary key | a column or a group of columns that identifies each row and is never null | addressing a single row
 | a natural one may change after all
a foreign key | a column whose values must exist in another table | keeping references valid
 | deletions are slow when it has no index
a unique constraint | a rule that forbids equal values in a column or a group of columns
 | email addresses and login names
 | most systems allow several nulls in it
a check constraint | a condition that every row of a table has to satisfy | ranges and allowed values
 | a condition that is unknown because of null passes
an index | an ordered structure that finds rows without reading the whole table | selective searches and sorting
 | each one slows down every write
a covering index | an index that contains all columns a query needs | answering hot queries without the table
 | it grows with each column that is included
a view | a stored query that can be read like a table | hiding joins and columns
 | stacked on each other they hide expensive work
a materialized view | a stored query whose result is kept on disk | reports that may be somewhat old
 | its rows are stale until it is refreshed
a transaction | a group of statements that succeeds or fails as a whole | transfers between accounts
 | a long one holds locks and blocks others
a savepoint | a mark inside a transaction that can be rolled back to | retrying a part of a batch
 | it does not survive the end of the transaction
an inner join | a combination of two tables that keeps only the pairs that match | orders with their customers
 | rows without a partner vanish silently
a left join | a combination of two tables that keeps every row of the first one | customers with or without orders
 | a condition on the second table in WHERE undoes it
a cross join | a combination of every row of a table with every row of another one | generating all combinations
 | its size is the product of both tables
a self join | a combination of a table with itself under two aliases | employees with their managers
 | a missing condition pairs every row with itself
a subquery | a query that is nested in another statement | filtering by an aggregate
 | NOT IN finds nothing when it yields a null
a common table expression | a named query in front of a statement | recursion and long queries in steps
 | some systems compute it in full before they filter
a window function | a function over rows related to the current one that keeps all rows | running totals and ranks
 | it cannot be used in WHERE
a stored procedure | a named program that runs inside the database | bulk work close to the data
 | it is easily left out of version control
a trigger | a program that runs by itself when rows change | audit logs
 | its effects surprise whoever reads the application only
normalization | the splitting of tables until each fact is stored once | avoiding contradictory copies
 | too much of it makes every query a chain of joins
"""
LINUX = """
a process | a running program with memory and file descriptors of its own | isolating programs from each other
 | a parent that never waits leaves zombies behind
a thread | a path of execution that shares the memory of its process | parallel work on common data
 | unprotected writes race with each other
a zombie process | a finished process whose exit status nobody has collected | telling the parent how its child ended
 | killing it does nothing as it is dead already
a daemon | a program that runs in the background without a terminal | services such as web servers
 | its messages are lost unless they go to a log
a signal | a short notification that the kernel delivers to a process | stopping and reloading programs
 | SIGKILL leaves no chance to clean up
a pipe | a one-way channel from the output of a process to the input of another | chains of small tools
 | the exit status is that of the last command
a named pipe | a one-way channel between processes that has a path | unrelated programs that exchange a stream
 | opening it blocks until the other side opens it too
a Unix socket | a two-way channel between processes on one machine that has a path | local clients of a database
 | the file stays behind after a crash
an inode | a record with the owner, mode and blocks of a file but not its name | linking several names to a file
 | a disk may run out of them while it has space
a hard link | another name for the same inode on the same file system | snapshots without copies
 | it cannot point to a folder or to another disk
a symbolic link | a small file that contains the path of another one | switching between versions of a program
 | it dangles once its target has moved
a file descriptor | a small number by which a process refers to an open file | redirecting input and output
 | forgetting to close it exhausts the limit
a mount point | a folder at which another file system becomes visible | attaching disks and shares
 | files that were in the folder are hidden
swap | disk space that holds pages which do not fit into memory | surviving short peaks of memory
 | a server that uses it all the time is slow
a cgroup | a group of processes with common limits on CPU and memory | limiting what containers consume
 | the kernel kills processes when its memory is used up
a namespace | a view of system resources that is private to a group of processes
 | giving containers a network of their own
 | root inside may be root outside without a user mapping
a systemd unit | a description of a service, timer or mount that systemd manages | starting services in the right order
 | changes need a daemon-reload
a cron job | a command that runs at fixed times from a table | nightly backups
 | its environment lacks most of your PATH
an environment variable | a named text that a process hands on to its children | settings that differ by machine
 | a child cannot change it for its parent
the sticky bit | a mode of a folder that lets only owners remove their files | shared folders such as /tmp
 | on ordinary files it has no effect
"""
NETWORKING = """
TCP | a connection-oriented protocol that delivers bytes in order and without loss | web pages and file transfers
 | a lost segment holds back all that follow it
UDP | a connectionless protocol that sends datagrams without any guarantee | games, calls and lookups
 | large datagrams are fragmented and often dropped
QUIC | an encrypted transport with several streams on top of datagrams | fast connections on mobile networks
 | some firewalls block it
a switch | a device that forwards frames by their MAC addresses | connecting machines of one network
 | a loop between two of them floods the network
a router | a device that forwards packets between networks by their IP addresses | connecting networks
 | a wrong default route sends everything astray
a hub | a device that repeats every signal to all of its ports | watching traffic in a laboratory
 | all ports share one collision domain
a firewall | a filter that allows or drops packets by rules | protecting services from strangers
 | rules are matched in order, so an early one hides a later one
a proxy | a server that makes requests in the name of its clients | filtering and caching for an office
 | it sees all traffic that is not encrypted
a reverse proxy | a server that accepts requests in the name of the servers behind it | ending TLS in one place
 | the address of the client is lost without a header
a load balancer | a device that spreads requests over several servers | scaling out and surviving failures
 | without health checks it sends requests to dead servers
a VLAN | a logical network that shares switches with others | separating departments without new cables
 | a wrongly tagged port joins the wrong one
a VPN | an encrypted tunnel through a network that is not trusted | reaching the office from home
 | split tunnels leave a part of the traffic outside
NAT | the rewriting of addresses at the border of a network | many machines behind one public address
 | connections from outside need a mapping
a subnet | a range of addresses that share a prefix | dividing a network into parts
 | overlapping ranges cannot be routed
a MAC address | a 48-bit number that identifies an interface on its link | delivering frames on the local network
 | it is easily changed and so no proof of identity
an IP address | a number that identifies an interface across networks | routing packets to their destination
 | a dynamic one changes when the lease ends
ARP | a protocol that finds the MAC address for an IP address on the local link | delivering packets to neighbours
 | anyone on the link can answer falsely
a CDN | a network of caches close to the users | serving images and scripts quickly
 | old copies stay until they expire
a TLS certificate | a signed statement that ties a public key to a name | proving who a server is
 | an expired one makes every client refuse
latency | the time that a packet takes from one end to the other | judging how responsive a link feels
 | more bandwidth does not lower it
"""
GIT = """
a commit | a snapshot of all tracked files with an author, a message and its parents | recording a finished step
 | a huge one is hard to review and to revert
a branch | a movable name for the latest commit of a line of work | working on features side by side
 | one that lives for months is painful to merge
a tag | a fixed name for a commit | marking releases
 | it is not pushed unless you ask for it
the index | the list of contents that will make up the next commit | committing a part of the changes
 | edits after adding a file are not in it
the working tree | the folder with the checked-out files that you edit | trying out changes
 | a hard reset destroys what was not committed
a remote | a named address of another copy of the repository | exchanging commits with colleagues
 | its branches are only as fresh as the last fetch
a merge | a commit with two parents that joins lines of work | finishing a feature branch
 | conflicts have to be resolved by hand
a rebase | the replay of commits on top of another base | a linear history before review
 | doing it to published commits troubles everybody else
a cherry-pick | the copy of a single commit onto another branch | bringing a fix to a release
 | the copy has another hash, so that it may conflict later
a stash | a stack of changes that were put aside | switching branches in the middle of work
 | untracked files are left out by default
a fork | a copy of a repository under another account | contributing without write access
 | it falls behind unless you sync it
a submodule | a reference to a fixed commit of another repository | vendoring a library with its history
 | clones leave it empty unless told otherwise
a hook | a script that runs at certain events of a repository | checking messages and style
 | it is not copied by a clone
the reflog | a local record of where branches and HEAD have pointed | finding commits that seem lost
 | its entries expire after some months
a detached HEAD | a state in which HEAD points to a commit and to no branch | looking at old versions
 | new commits in it are easily lost
a bare repository | a repository without a working tree | servers that people push to
 | you cannot edit files in it
"""
KUBERNETES = """
a Pod | a group of containers that share an address and volumes | running one instance of an application
 | a bare one is not restarted on another node
a Deployment | a controller that rolls out and scales identical pods | stateless services
 | a bad image stalls the rollout half-way
a ReplicaSet | a controller that keeps a number of identical pods running | replacing pods that have died
 | editing it by hand is undone by its owner
a StatefulSet | a controller that gives pods stable names and volumes of their own | databases and queues
 | deleting it leaves the volumes behind
a DaemonSet | a controller that runs a pod on every node | log collectors and agents
 | tainted nodes are left out without a toleration
a Job | a controller that runs pods until a number of them has succeeded | migrations and batches
 | finished ones pile up without a time to live
a CronJob | a controller that creates jobs on a schedule | nightly reports
 | slow runs overlap unless that is forbidden
a Service | a stable name and address for a changing set of pods | reaching an application inside the cluster
 | a wrong selector leaves it without endpoints
an Ingress | a set of rules that route HTTP requests to services | many hosts behind one address
 | it does nothing without a controller
a ConfigMap | an object that holds settings as plain text | configuration outside of the image
 | environment variables made of it are not refreshed
a Secret | an object that holds small confidential values | passwords and tokens
 | base64 is no encryption
a Namespace | a scope for names, quotas and access rules | separating teams in one cluster
 | deleting it deletes everything inside
a PersistentVolume | a piece of storage whose life does not depend on a pod | data that outlives its pods
 | the reclaim policy may delete the data
a PersistentVolumeClaim | a request for storage of a certain size and mode | asking for a disk without naming it
 | it stays pending when nothing matches
a liveness probe | a check after whose failure the container is restarted | recovering from deadlocks
 | a strict one restarts slow starters forever
a readiness probe | a check after whose failure the pod gets no more traffic | waiting for warm caches
 | checking a shared database takes all pods out at once
an init container | a container that has to finish before the others start | waiting for a dependency
 | an endless one keeps the pod from starting
a sidecar | a second container that supports the main one in a pod | proxies and log shippers
 | it may outlive the main one and keep a job open
a taint | a mark on a node that repels pods | reserving nodes for special work
 | pods without a toleration stay pending
a toleration | a statement of a pod that it bears a mark on nodes | placing pods on reserved nodes
 | it allows a node but does not choose it
"""
AWS = """
Amazon S3 | a store for objects that are reached over HTTP | backups, static sites and data lakes
 | a public bucket policy exposes every object
Amazon EBS | a network disk that is attached to an instance in the same zone | boot volumes and databases
 | it cannot be moved to another zone without a snapshot
Amazon EFS | a network file system that many instances mount at once | shared content of web servers
 | its latency is higher than that of a disk
Amazon EC2 | a service that rents virtual machines by the second | full control over the operating system
 | stopped machines still cost their disks
AWS Lambda | a service that runs functions on demand without servers | short reactions to events
 | a function ends after 15 minutes at the latest
AWS Fargate | a way to run containers without managing instances | containers with little operation
 | there is no access to the host
Amazon ECS | an orchestrator for containers with an API of AWS | containers without Kubernetes
 | a task definition is never changed but revised
Amazon EKS | a managed control plane for Kubernetes | teams that have manifests already
 | upgrades of the nodes remain your work
Amazon RDS | a managed service for relational databases | databases with backups and patches
 | a standby in another zone serves no reads
Amazon Aurora | a relational database whose storage spans three zones | relational load with many readers
 | small databases cost more than on plain engines
Amazon DynamoDB | a managed store for items by key | predictable latency at any scale
 | a hot partition is throttled
Amazon ElastiCache | a managed service for caches in memory | sessions and hot queries
 | data may be lost when a node fails
Amazon SQS | a queue that stores messages until a consumer deletes them | decoupling producers from consumers
 | standard queues may deliver a message twice
Amazon SNS | a service that pushes each message to all subscribers | fan-out of notifications
 | a subscriber that is down may miss messages
Amazon Kinesis | a stream of ordered records that several readers replay | clickstreams and metrics
 | the number of shards limits the throughput
Amazon EventBridge | a bus that routes events to targets by rules | reacting to changes in other services
 | a pattern without a match drops the event silently
Amazon CloudFront | a network of caches at the edge | delivering content close to viewers
 | old objects stay until they expire or are invalidated
Amazon Route 53 | a service for domains and name resolution with health checks | failover by name
 | clients keep old answers until the time to live is over
Amazon CloudWatch | a service for metrics, logs and alarms | watching load and errors
 | memory of instances is not measured without an agent
AWS CloudTrail | a log of the API calls in an account | finding out who changed something
 | data events are not recorded by default
AWS IAM | a service for identities and permissions | least privilege for people and programs
 | wildcards in policies grant too much
AWS KMS | a service that keeps and uses encryption keys | encryption at rest
 | deleting a key makes the data unreadable
a security group | a stateful filter at the interface of an instance | allowing traffic between tiers
 | it has no rules that deny
a network ACL | a stateless filter at the border of a subnet | blocking addresses for a whole subnet
 | replies need a rule of their own
"""
DOCKER = """
an image | a read-only stack of layers with a program and all it needs | shipping the same thing everywhere
 | secrets in a layer stay there
a container | a running instance of an image with a writable layer | starting programs in isolation
 | files written inside vanish with it
a layer | a set of changed files that one instruction produced | sharing and caching parts of images
 | removing a file in a later one saves no space
a Dockerfile | a text with the instructions to build an image | reproducible builds
 | a changed line invalidates all that follow
a volume | storage that is managed by the engine and outlives containers | data of databases
 | unused ones fill the disk
a bind mount | a folder of the host that is visible in a container | live code during development
 | owners of files differ between host and container
a registry | a server that stores images by name and tag | distributing images
 | a tag may move to another image
a build context | the set of files that is sent to the builder | copying sources into an image
 | without an ignore file it contains the whole history
a multi-stage build | a build whose last stage copies results of earlier ones | small images without compilers
 | unused stages may still be built
a bridge network | a private network between containers on one host | containers that call each other by name
 | the default one has no name resolution
an entrypoint | the program that a container always starts | images that behave like a command
 | the shell form does not pass signals on
a health check | a command that tells whether a container still works | restarting what hangs
 | the engine alone does not restart unhealthy containers
"""
# topic: what follows the term in a question | what a feature of it is called | the
# title of its pages | its terms
TOPICS = {
    "python": (
        " in Python",
        "Python feature",
        "Python interview questions",
        PYTHON,
    ),
    "javascript": (
        " in JavaScript",
        "JavaScript feature",
        "JavaScript interview questions",
        JAVASCRIPT,
    ),
    "sql": (" in SQL", "SQL feature", "SQL and database questions", SQL),
    "linux": (" on Linux", "Linux feature", "Linux interview questions", LINUX),
    "networking": (
        "",
        "technology",
        "Networking interview questions",
        NETWORKING,
    ),
    "git": (" in Git", "Git feature", "Git interview questions", GIT),
    "kubernetes": (
        " in Kubernetes",
        "Kubernetes object",
        "Kubernetes interview questions",
        KUBERNETES,
    ),
    "aws": (" in AWS", "AWS service", "AWS interview questions", AWS),
    "docker": (
        " in Docker",
        "Docker feature",
        "Docker interview questions",
        DOCKER,
    ),
    "algorithms": ("", "", "Algorithms and data structures questions", ""),
    "http": ("", "", "HTTP interview questions", ""),
}

# algorithm | best | average | worst | space | stable or no sort
ALGORITHMS = """
merge sort | n log n | n log n | n log n | n | Yes
quick sort | n log n | n log n | n^2 | log n | No
heap sort | n log n | n log n | n log n | 1 | No
insertion sort | n | n^2 | n^2 | 1 | Yes
selection sort | n^2 | n^2 | n^2 | 1 | No
bubble sort | n | n^2 | n^2 | 1 | Yes
shell sort | n log n | n^1.3 | n^2 | 1 | No
counting sort | n + k | n + k | n + k | n + k | Yes
radix sort | d n | d n | d n | n + k | Yes
bucket sort | n + k | n + k | n^2 | n + k | Yes
tim sort | n | n log n | n log n | n | Yes
tree sort | n log n | n log n | n^2 | n | Yes
linear search | 1 | n | n | 1 | -
binary search | 1 | log n | log n | 1 | -
interpolation search | 1 | log log n | n | 1 | -
jump search | 1 | sqrt n | sqrt n | 1 | -
"""
# structure | access | search | insertion | deletion
STRUCTURES = """
an array | 1 | n | n | n
a stack | n | n | 1 | 1
a queue | n | n | 1 | 1
a singly linked list | n | n | 1 | 1
a doubly linked list | n | n | 1 | 1
a skip list | log n | log n | log n | log n
a balanced search tree | log n | log n | log n | log n
a red-black tree | log n | log n | log n | log n
a binary heap | n | n | log n | log n
a hash table | n | 1 | 1 | 1
"""
# protocol | port | transport | what the letters stand for
PROTOCOLS = """
FTP | 21 | TCP | File Transfer Protocol
SSH | 22 | TCP | Secure Shell
SMTP | 25 | TCP | Simple Mail Transfer Protocol
DNS | 53 | Mostly UDP, and TCP for large answers | Domain Name System
DHCP | 67 | UDP | Dynamic Host Configuration Protocol
TFTP | 69 | UDP | Trivial File Transfer Protocol
HTTP | 80 | TCP | Hypertext Transfer Protocol
POP3 | 110 | TCP | Post Office Protocol, version 3
NTP | 123 | UDP | Network Time Protocol
IMAP | 143 | TCP | Internet Message Access Protocol
SNMP | 161 | UDP | Simple Network Management Protocol
BGP | 179 | TCP | Border Gateway Protocol
LDAP | 389 | TCP | Lightweight Directory Access Protocol
HTTPS | 443 | TCP | Hypertext Transfer Protocol Secure
SMB | 445 | TCP | Server Message Block
LDAPS | 636 | TCP | Lightweight Directory Access Protocol over TLS
IMAPS | 993 | TCP | Internet Message Access Protocol over TLS
NFS | 2049 | TCP | Network File System
RDP | 3389 | TCP, with UDP where it can | Remote Desktop Protocol
SIP | 5060 | Both, more often UDP | Session Initiation Protocol
MQTT | 1883 | TCP | Message Queuing Telemetry Transport
AMQP | 5672 | TCP | Advanced Message Queuing Protocol
"""
STATUS = """
200 | the request has succeeded
201 | a new resource was created
202 | the request was accepted and will be processed later
204 | the request has succeeded and there is no body
206 | the body is the part that was asked for
301 | the resource has moved for good
302 | the resource is elsewhere for now
304 | the cached copy is still good
307 | the same method is to be repeated elsewhere for now
308 | the same method is to be repeated elsewhere for good
400 | the server does not understand the request
401 | the client has to authenticate first
403 | the client may not do this even though it is known
404 | there is no such resource
405 | the resource does not allow this method
406 | no representation suits the client
408 | the client took too long to send the request
409 | the request conflicts with the state of the resource
410 | the resource is gone for good
413 | the body is larger than the server accepts
415 | the type of the body is not supported
418 | the server is a teapot
422 | the body is well-formed but makes no sense
429 | the client sends too many requests
500 | the server met an unexpected error
501 | the server does not know the method
502 | a gateway got a bad answer from the server behind it
503 | the server is overloaded or in maintenance
504 | a gateway got no answer in time from the server behind it
"""
# command | what it does | an option | what the option does
COMMANDS = """
ls | lists the files of a folder | -a | shows hidden files too
cp | copies files and folders | -r | copies folders with all they contain
mv | moves or renames files | -n | never overwrites a file
rm | deletes files | -f | never asks and ignores missing files
mkdir | creates a folder | -p | creates missing parents too
cat | prints files one after the other | -n | numbers the lines
less | shows a text page by page | -S | cuts long lines instead of wrapping them
head | prints the first lines of a file | -n | sets the number of lines
tail | prints the last lines of a file | -f | follows the file as it grows
grep | searches lines that match a pattern | -i | ignores upper and lower case
sed | edits a stream of text by a script | -i | changes the file itself
awk | processes the fields of each line | -F | sets the separator of fields
sort | sorts lines | -n | compares numbers by value
uniq | merges equal neighbouring lines | -c | counts how often each occurs
cut | selects columns of each line | -d | sets the delimiter
wc | counts lines, words and bytes | -l | counts lines only
find | searches a tree for files by their properties | -name | matches the name by a pattern
xargs | builds commands from its input | -0 | expects items that end in a null byte
tar | packs files into an archive | -x | extracts instead of packing
gzip | compresses a file | -d | decompresses
chmod | changes the permissions of a file | -R | descends into folders
chown | changes the owner of a file | -R | descends into folders
ln | creates a link to a file | -s | makes it a symbolic one
du | measures how much disk space a folder takes | -s | prints a total only
df | shows the free space of file systems | -h | prints readable units
mount | attaches a file system | -o | sets options such as read-only
ps | lists processes | -e | selects those of all users
top | shows the busiest processes live | -p | watches the given process only
kill | sends a signal to a process | -9 | sends one that cannot be caught
nice | starts a program with another priority | -n | sets the adjustment
lsof | lists open files | -i | selects network connections
ss | lists sockets | -l | selects those that listen
ip | configures addresses and routes | -6 | selects the newer version of the protocol
ping | tests whether a host answers | -c | stops after a number of packets
dig | queries name servers | +short | prints the answers only
curl | transfers data from or to a URL | -o | writes the body to a file
wget | downloads files | -c | continues a partial download
rsync | synchronises folders, also over the network | -n | shows only what would be done
scp | copies files over an encrypted connection | -P | sets the port
journalctl | shows the journal of systemd | -u | selects a unit
systemctl | controls services | --now | starts or stops at once too
crontab | edits the table of timed commands | -l | prints the table
uname | prints the name and version of the kernel | -r | prints the release only
free | shows how much memory is in use | -h | prints readable units
uptime | shows for how long the system has run | -p | prints it in words
who | lists users who are logged in | -b | prints the time of the last boot
sudo | runs a command as another user | -u | names the user
strace | traces the system calls of a program | -p | attaches to a running process
tee | writes its input to a file and to the screen | -a | appends to the file
diff | compares two files line by line | -u | prints context around changes
"""
# resource in the question | its name for kubectl | its short name | namespaced
RESOURCES = """
a pod | pod | po | Yes
a deployment | deployment | deploy | Yes
a replica set | replicaset | rs | Yes
a stateful set | statefulset | sts | Yes
a daemon set | daemonset | ds | Yes
a cron job | cronjob | cj | Yes
a service | service | svc | Yes
an ingress | ingress | ing | Yes
a config map | configmap | cm | Yes
a namespace | namespace | ns | No
a node | node | no | No
a persistent volume | persistentvolume | pv | No
a persistent volume claim | persistentvolumeclaim | pvc | Yes
a service account | serviceaccount | sa | Yes
a network policy | networkpolicy | netpol | Yes
a storage class | storageclass | sc | No
"""
KUBECTL = """
describe {x} | kubectl describe {n} NAME
delete {x} | kubectl delete {n} NAME
edit {x} in place | kubectl edit {n} NAME
label {x} | kubectl label {n} NAME KEY=VALUE
watch {x} for changes | kubectl get {n} NAME --watch
print {x} as YAML | kubectl get {n} NAME -o yaml
"""
GIT_TASKS = """
create a branch | git switch -c NAME
rename a branch | git branch -m OLD NEW
delete a local branch | git branch -d NAME
delete a remote branch | git push origin --delete NAME
list all branches | git branch -a
create a tag | git tag -a v1.0 -m MESSAGE
delete a local tag | git tag -d NAME
delete a remote tag | git push origin --delete refs/tags/NAME
list all tags | git tag --list
add a remote | git remote add NAME URL
rename a remote | git remote rename OLD NEW
remove a remote | git remote remove NAME
change the URL of a remote | git remote set-url NAME URL
add a submodule | git submodule add URL
remove a submodule | git rm PATH
create a stash | git stash push
apply a stash | git stash apply
drop a stash | git stash drop
list all stashes | git stash list
undo the last commit but keep its changes | git reset --soft HEAD~1
undo the last commit with its changes | git reset --hard HEAD~1
undo a published commit | git revert HASH
change the message of the last commit | git commit --amend
change the author of the last commit | git commit --amend --author NAME
unstage a file | git restore --staged FILE
discard the changes of a file | git restore FILE
remove untracked files | git clean -f
show the history of a file | git log --follow FILE
show who changed each line of a file | git blame FILE
show the changes that are staged | git diff --staged
show the changes that are not staged | git diff
find the commit that broke a test | git bisect start
abort a merge with conflicts | git merge --abort
abort a rebase with conflicts | git rebase --abort
combine the last three commits | git rebase -i HEAD~3
clone only the latest commit | git clone --depth 1 URL
"""
# thing in the question | service of the command line | name in its commands
AWS_THINGS = """
an S3 bucket | s3api | bucket
an EC2 key pair | ec2 | key-pair
an EBS volume | ec2 | volume
an EBS snapshot | ec2 | snapshot
a VPC | ec2 | vpc
a VPC subnet | ec2 | subnet
a route table | ec2 | route-table
a security group | ec2 | security-group
a Lambda function | lambda | function
a DynamoDB table | dynamodb | table
an SQS queue | sqs | queue
an SNS topic | sns | topic
an IAM user | iam | user
an IAM role | iam | role
an IAM group | iam | group
an ECS cluster | ecs | cluster
an ECR repository | ecr | repository
an RDS instance | rds | db-instance
"""
SCOPES = """
Amazon S3: regional | AWS IAM: global | Amazon Route 53: global | Amazon CloudFront: global | AWS Lambda: regional
Amazon DynamoDB: regional | Amazon SQS: regional | Amazon SNS: regional | AWS Organizations: global
Amazon EFS: regional | AWS KMS: regional | AWS Shield: global | Amazon ECS: regional | Amazon RDS: regional
AWS CloudFormation: regional
"""
# A task and its answer in Python and in JavaScript, with the same words in both
TASKS = """
reverse {list} | items[::-1] | items.toReversed()
sort {list} | sorted(items) | items.toSorted()
copy {list} | items.copy() | [...items]
append a value to {list} | items.append(value) | items.push(value)
prepend a value to {list} | items.insert(0, value) | items.unshift(value)
remove the last value of {list} | items.pop() | items.pop()
remove the first value of {list} | items.pop(0) | items.shift()
remove duplicates from {list} | list(dict.fromkeys(items)) | [...new Set(items)]
join two {list}s | first + second | first.concat(second)
find the length of {list} | len(items) | items.length
find the largest value of {list} | max(items) | Math.max(...items)
find the smallest value of {list} | min(items) | Math.min(...items)
find the position of a value in {list} | items.index(value) | items.indexOf(value)
check whether {list} contains a value | value in items | items.includes(value)
check whether {list} is empty | not items | items.length === 0
check whether {dict} is empty | not table | Object.keys(table).length === 0
check whether {dict} contains a key | key in table | key in table
remove a key from {dict} | del table[key] | delete table[key]
copy {dict} | table.copy() | { ...table }
merge two {dict}s | first / second | { ...first, ...second }
find the size of {dict} | len(table) | Object.keys(table).length
iterate over the keys of {dict} | for key in table: ... | for (const key in table) {}
iterate over the values of {dict} | for value in table.values(): ... | for (const value of Object.values(table)) {}
iterate over the pairs of {dict} | for key, value in table.items(): ... | for (const [k, v] of Object.entries(table)) {}
reverse a string | text[::-1] | [...text].reverse().join("")
split a string into words | text.split() | text.split(" ")
join strings with a comma | ",".join(parts) | parts.join(",")
convert a string to upper case | text.upper() | text.toUpperCase()
convert a string to lower case | text.lower() | text.toLowerCase()
convert a string to a number | int(text) | Number(text)
convert a number to a string | str(number) | String(number)
remove spaces around a string | text.strip() | text.trim()
replace a part of a string | text.replace(old, new) | text.replace(old, new)
check whether a string starts with a prefix | text.startswith(prefix) | text.startsWith(prefix)
check whether a string ends with a suffix | text.endswith(suffix) | text.endsWith(suffix)
read a text file | Path(name).read_text() | await readFile(name, "utf8")
write a text file | Path(name).write_text(text) | await writeFile(name, text)
parse JSON | json.loads(text) | JSON.parse(text)
write JSON | json.dumps(value) | JSON.stringify(value)
create an empty set | set() | new Set()
add a value to a set | items.add(value) | items.add(value)
remove a value from a set | items.discard(value) | items.delete(value)
create a random number | random.random() | Math.random()
round a number | round(number) | Math.round(number)
"""
# A task and its answer in PostgreSQL, MySQL and SQLite
SQL_TASKS = r"""
list all tables | \dt | SHOW TABLES | .tables
describe a table | \d NAME | DESCRIBE NAME | .schema NAME
list all databases | \l | SHOW DATABASES | .databases
create a database | createdb NAME | CREATE DATABASE name | sqlite3 FILE
remove a database | DROP DATABASE name | DROP DATABASE name | rm FILE
make a backup | pg_dump NAME | mysqldump NAME | .backup FILE
get the current time | now() | NOW() | datetime('now')
get the version | SELECT version() | SELECT VERSION() | SELECT sqlite_version()
create a key that counts up | GENERATED ALWAYS AS IDENTITY | AUTO_INCREMENT | INTEGER PRIMARY KEY
insert or update a row | ON CONFLICT ... DO UPDATE | ON DUPLICATE KEY UPDATE | ON CONFLICT ... DO UPDATE
show the plan of a query | EXPLAIN ANALYZE | EXPLAIN ANALYZE | EXPLAIN QUERY PLAN
concatenate strings | a then b with the operator of two bars | CONCAT(a, b) | a then b with the operator of two bars
read a field of JSON | data ->> 'name' | data ->> '$.name' | json_extract(data, '$.name')
rename a column | ALTER TABLE ... RENAME COLUMN | ALTER TABLE ... RENAME COLUMN | ALTER TABLE ... RENAME COLUMN
add a column | ALTER TABLE ... ADD COLUMN | ALTER TABLE ... ADD COLUMN | ALTER TABLE ... ADD COLUMN
"""
# type | mutable | ordered | hashable | iterable
TYPES = """
a list | Yes | Yes | No | Yes
a tuple | No | Yes | Yes | Yes
a set | Yes | No | No | Yes
a frozenset | No | No | Yes | Yes
a dict | Yes | Yes | No | Yes
a string | No | Yes | Yes | Yes
a bytes object | No | Yes | Yes | Yes
a bytearray | Yes | Yes | No | Yes
an integer | No | No | Yes | No
a range | No | Yes | Yes | Yes
a deque | Yes | Yes | No | Yes
"""
DOCKER_TASKS = """
list all {x}s | docker {x} ls
inspect {x} | docker {x} inspect NAME
remove {x} | docker {x} rm NAME
remove all unused {x}s | docker {x} prune
"""
DOCKER_MORE = """
build an image | docker build -t NAME .
pull an image | docker pull NAME
push an image | docker push NAME
tag an image | docker tag OLD NEW
save an image to a file | docker save -o FILE NAME
show the layers of an image | docker history NAME
start a container | docker start NAME
stop a container | docker stop NAME
restart a container | docker restart NAME
pause a container | docker pause NAME
rename a container | docker rename OLD NEW
open a shell in a container | docker exec -it NAME sh
show the output of a container | docker logs NAME
show the processes of a container | docker top NAME
create a volume | docker volume create NAME
create a network | docker network create NAME
"""


class Card(NamedTuple):
    """A question of the bank; ``key`` stays whatever happens to its words."""

    key: str
    kind: str  # the template: cards of one topic and kind are near neighbours
    topic: str
    question: str
    answer: str


Pages = dict[str, list[Card]]


class Bank(NamedTuple):
    """The pages before and after the edits, and the keys of the cards that were reworded."""

    before: Pages
    after: Pages
    reworded: frozenset[str]


class Figures(NamedTuple):
    """What became of the notes. A reworded card is kept, renewed, or counted in ``wrong``."""

    reworded: int
    kept: int
    renewed: int
    wrong: int  # cards of any sort whose id had belonged to another card
    untouched: int
    changed: int  # untouched cards that have another id than before
    notes: tuple[str, ...]  # what --explain prints

    def __str__(self) -> str:
        """The line that ``main`` prints."""
        return (
            f"rewording: {self.kept:,} of {self.reworded:,} reworded questions keep their note,"
            f" {self.wrong:,} attached to the wrong one, {self.changed:,} of {self.untouched:,} others changed"
        )


def records(text: str) -> Iterator[list[str]]:
    """The fields of each record, with the names of methods marked as code."""
    for line in text.replace("\n |", " |").strip().splitlines():
        yield [
            re.sub(r"__\w+__", r"`\g<0>`", field.strip())
            for field in line.split(" | ")
        ]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def code(language: str, line: str) -> str:
    return f"```{language}\n{line}\n```"


def term_cards(
    rng: random.Random, topic: str
) -> Iterator[tuple[str, str, str]]:
    """Kind, question and answer of each card about the terms of a topic."""
    place, feature, _, text = TOPICS[topic]
    terms = list(records(text)) if text else []
    for number, (x, what, use, trap) in enumerate(terms):
        name = capital(x)
        says = [
            f"{name} is {what}.",
            f"{capital(what)}.",
            f"{name} is {what}. It is used for {use}.",
        ]
        yield (
            "what",
            f"What is {x}{place}?",
            rng.choice(
                [*says, f"{says[0]}\n\n- Used for: {use}\n- Beware: {trap}"]
            ),
        )
        asks = [
            f"What is the purpose of {x}{place}?",
            f"What is {x} used for{place}?",
            f"Why would you use {x}{place}?",
        ]
        yield (
            "use",
            rng.choice(asks),
            rng.choice(
                [f"{name} is used for {use}.", f"For {use}.", capital(use)]
            ),
        )
        asks = [
            f"What is a common mistake with {x}{place}?",
            f"What should you watch out for with {x}{place}?",
        ]
        yield (
            "trap",
            rng.choice(asks),
            rng.choice(
                [f"{capital(trap)}.", f"{says[0]} Remember that {trap}."]
            ),
        )
        yield (
            "which",
            f"Which {feature} would you choose for {use}?",
            rng.choice([name, f"{name}, which is {what}."]),
        )
        asked = f"How would you explain {x}{place} to a beginner?"
        yield (
            "explain",
            asked,
            f"Say that it is {what}."
            + rng.choice(["", f" Then show how it serves {use}."]),
        )
        for other, other_what, _, other_trap in terms[number + 1 : number + 3]:
            asked = f"What is the difference between {x} and {other}{place}?"
            both = f"{name} is {what}, while {other} is {other_what}."
            listed = f"- {name}: {what}\n- {capital(other)}: {other_what}"
            yield (
                "difference",
                asked,
                rng.choice(
                    [both, f"{both} With the latter, {other_trap}.", listed]
                ),
            )
        for other, _, other_use, _ in terms[number + 1 : number + 2]:
            asked = f"When would you choose {x} over {other}{place}?"
            yield (
                "prefer",
                asked,
                f"When it comes to {use}. Choose {other} for {other_use}.",
            )


def algorithm_cards() -> Iterator[tuple[str, str, str, str]]:
    for name, best, average, worst, space, stable in records(ALGORITHMS):
        for case, value in (
            ("best-case", best),
            ("average", average),
            ("worst-case", worst),
        ):
            yield (
                "algorithms",
                "time",
                f"What is the {case} time complexity of {name}?",
                f"`O({value})`",
            )
        yield (
            "algorithms",
            "space",
            f"What is the space complexity of {name}?",
            f"`O({space})`",
        )
        if stable != "-":
            yield (
                "algorithms",
                "stable",
                f"Is {name} a stable sorting algorithm?",
                stable,
            )
    for name, *values in records(STRUCTURES):
        for task, value in zip(
            ("accessing", "searching", "inserting", "deleting"),
            values,
            strict=True,
        ):
            asked = f"What is the average time complexity of {task} an element in {name}?"
            yield "algorithms", "structure", asked, f"`O({value})`"


def network_cards() -> Iterator[tuple[str, str, str, str]]:
    for name, port, transport, letters in records(PROTOCOLS):
        yield (
            "networking",
            "port",
            f"Which port does {name} use by default?",
            port,
        )
        yield (
            "networking",
            "transport",
            f"Does {name} run over TCP or UDP?",
            transport,
        )
        yield "networking", "letters", f"What does {name} stand for?", letters
    classes = {
        "2": "Success",
        "3": "Redirection",
        "4": "Client errors",
        "5": "Server errors",
    }
    for number, meaning in records(STATUS):
        yield (
            "http",
            "status",
            f"What does the HTTP status code {number} mean?",
            f"It means that {meaning}.",
        )
        yield (
            "http",
            "class",
            f"To which class does the HTTP status code {number} belong?",
            classes[number[0]],
        )
        yield (
            "http",
            "send",
            f"Which HTTP status code says that {meaning}?",
            number,
        )


def command_cards() -> Iterator[tuple[str, str, str, str]]:
    for name, does, option, effect in records(COMMANDS):
        yield (
            "linux",
            "command",
            f"What does the `{name}` command do?",
            f"It {does}.",
        )
        yield "linux", "which command", f"Which command {does}?", f"`{name}`"
        yield (
            "linux",
            "option",
            f"What does the option `{option}` of `{name}` do?",
            f"It {effect}.",
        )
    for task, line in records(GIT_TASKS):
        yield (
            "git",
            "task",
            f"How do you {task} in Git?",
            code("sh", line) if "all" in task else f"`{line}`",
        )
    for x, name, short, namespaced in records(RESOURCES):
        for task, line in records(KUBECTL):
            typed = line.format(n=name)
            said = (
                f"Use kubectl:\n\n{code('sh', typed)}"
                if "print" in task
                else f"`{typed}`"
            )
            yield (
                "kubernetes",
                "task",
                f"How do you {task.format(x=x)} with kubectl?",
                said,
            )
        yield (
            "kubernetes",
            "namespaced",
            f"Is {x} namespaced in Kubernetes?",
            namespaced,
        )
        yield (
            "kubernetes",
            "short",
            f"What is the short name of {x} in kubectl?",
            f"`{short}`",
        )
    for x in ("image", "container", "volume", "network"):
        for task, line in records(DOCKER_TASKS):
            thing = (
                x
                if f"{{x}}{'s'}" in task
                else f"{'an' if x == 'image' else 'a'} {x}"
            )
            yield (
                "docker",
                "task",
                f"How do you {task.format(x=thing)} in Docker?",
                f"`{line.format(x=x)}`",
            )
    for task, line in records(DOCKER_MORE):
        yield "docker", "task", f"How do you {task} in Docker?", f"`{line}`"
    for x, service, name in records(AWS_THINGS):
        for task in ("create", "delete", "tag"):
            said = code("sh", f"aws {service} {task}-{name}")
            yield (
                "aws",
                "task",
                f"How do you {task} {x} with the AWS CLI?",
                said,
            )
    for line in SCOPES.strip().splitlines():
        for field in line.split(" | "):
            name, scope = field.split(": ")
            yield (
                "aws",
                "scope",
                f"Is {name} global or regional?",
                capital(scope),
            )


def language_cards() -> Iterator[tuple[str, str, str, str]]:
    for task, python, javascript in records(TASKS):
        for topic, language, line, names in (
            ("python", "Python", python, {"list": "a list", "dict": "a dict"}),
            (
                "javascript",
                "JavaScript",
                javascript,
                {"list": "an array", "dict": "an object"},
            ),
        ):
            asked = task.replace(
                "two {list}", "two " + names["list"].split()[1]
            )
            asked = asked.replace(
                "two {dict}", "two " + names["dict"].split()[1]
            ).format(**names)
            said = (
                code(topic, line)
                if "iterate" in task or "file" in task
                else f"`{line}`"
            )
            yield (
                topic,
                "task",
                f"How do you {asked} in {language}?",
                said.replace("first / second", "first | second"),
            )
    for task, *lines in records(SQL_TASKS):
        for system, line in zip(
            ("PostgreSQL", "MySQL", "SQLite"), lines, strict=True
        ):
            yield "sql", "task", f"How do you {task} in {system}?", f"`{line}`"
    for x, *values in records(TYPES):
        for quality, value in zip(
            ("mutable", "ordered", "hashable", "iterable"), values, strict=True
        ):
            yield "python", quality, f"Is {x} {quality} in Python?", value


def pool(rng: random.Random) -> list[Card]:
    """Every card that a bank may be made of, ordered by topic; no question occurs twice in a topic."""
    found = [
        (topic, *card) for topic in TOPICS for card in term_cards(rng, topic)
    ]
    for cards in (
        algorithm_cards(),
        network_cards(),
        command_cards(),
        language_cards(),
    ):
        found.extend(cards)
    made = {
        f"{topic}: {question}": Card(
            f"{topic}: {question}", kind, topic, question, answer
        )
        for topic, kind, question, answer in found
    }
    if len(made) != len(found):
        raise ValueError("a question occurs twice in a topic")
    return sorted(
        made.values(), key=lambda card: list(TOPICS).index(card.topic)
    )


PLACE = r"((?: (?:in|on) [A-Z]\w+)?)"
# Patterns of a question and what may stand in their place; "~" makes the next letter
# small
Rules = dict[str, str]
FORMS: Rules = {
    r"^How do you ": "How did you |How can you |How can one |How would you |How do I |How does one |How could you ",
    r"^What is ": "What's |What was ",
    r"^When would you choose ": "When do you choose |When should you choose |When would one choose ",
    r"^When would you choose (.+) over (.+?)\?$": r"When should \1 be chosen over \2?|When is \1 chosen over \2?",
    r"^What is (.+) used for\b": r"What was \1 used for|What can \1 be used for|What would you use \1 for",
    r"^Why would you use ": "Why do you use |Why should you use |Why would one use |Why did you use |Why use ",
    r"^What is a common mistake with ": "What are common mistakes with |What would be a common mistake with ",
    r"^What should you watch": "What do you have to watch|What must one watch|What did you have to watch",
    r"^What does the (.+) do\?$": r"What will the \1 do?|What would the \1 do?|What did the \1 do?",
    r"^Which (.+) would you choose": r"Which \1 do you choose|Which \1 should you choose|Which \1 would one choose",
    r"^How would you explain ": "How do you explain |How can one explain |How did you explain |How could you explain ",
    r"^Does (.+) run over ": r"Will \1 run over |Did \1 run over |Is \1 run over ",
    r"^Which port does (.+) use": r"Which ports does \1 use|Which port did \1 use|Which port is \1 using",
    r"^Which port does (.+) use by default\?$": r"Which port is used by \1 by default?",
    r"^What does the HTTP (.+) mean": r"What did the HTTP \1 mean|What is the HTTP \1 meaning",
    r"^What does (.+) stand for": r"What did \1 stand for|What do the letters \1 stand for",
    r"^What is the (.+) of ": r"What was the \1 of |What would be the \1 of |What will be the \1 of ",
    r"^To which class does (.+) belong": r"To which classes does \1 belong|To which class did \1 belong",
    r"\bsays that ": "said that |is saying that |would say that ",
    r"^Is (.+) (a stable|global|mutable|ordered|hashable|iterable|namespaced)": r"Was \1 \2|Would \1 be \2",
}
WORDS: Rules = {
    r"^What is ((?!the diff|a common|.* used for).+)\?$": r"Explain what \1 is.|Can you say what \1 is?",
    r"^What is the difference ": "Explain the difference |What is the main difference |What is the key difference ",
    r"^What is ": "What exactly is |What precisely is |What actually is |So what is |In simple terms, what is ",
    r" (?:in|on) [A-Z]\w+\?$": "?",
    r" in Python\?$": " in Python 3?",
    r" in JavaScript\?$": " in modern JavaScript?",
    r"^(.+) ((?:in|on) [A-Z]\w+)\?$": r"~\2, ~\1?",
    r"^How do you ": "How exactly do you |In practice, how do you |How do you quickly |How do you usually ",
    r"^(How|When|Why|What) (does|would|should) ": r"\1 exactly \2 |\1, in your own words, \2 ",
    r"^(Is|Are|Does) ": r"Tell me, ~\1 |Quick check: ~\1 ",
    r"\?$": ", and why?| in practice?| nowadays?| (with an example)?| exactly?",
    r"^": "Briefly: ~|Interview classic: ~|Warm-up: ~",
    r"(?<=\w) (?:an?|the) ": " ",
    r"\bcommon mistake": "mistake|very common mistake|really common mistake",
    r" by default": "| by default on a server",
    r"^Which (command|port|HTTP) ": r"Which single \1 |Do you know which \1 ",
    r" to a beginner": "| to an absolute beginner| to a complete beginner without much experience",
    r" the `(\S+)` command ": r" `\1` | the Linux `\1` command ",
    r" HTTP status code (\d+)": r" status code \1| HTTP code \1| HTTP status \1",
}
SYNONYMS: Rules = {
    r"^What is the difference between (.+) and (.+?)" + PLACE + r"\?$": (
        r"\1 vs \2\3: how do they differ?|How does \1 differ from \2\3?|How do \1 and \2 differ\3?"
        r"|What distinguishes \1 from \2\3?|What sets \1 apart from \2\3?|\1 versus \2\3?"
    ),
    r"^What is (an? (?!common)(?!.* used for).+)\?$": r"Define \1.|What is meant by \1?",
    r"\bpurpose of": "role of|point of|use of|idea behind",
    r"\bused for\b": "good for|meant for|useful for",
    r"^Why would you use ": "Why would you need |What are the reasons to use |Why would you go for ",
    r"\bcommon mistake": "typical mistake|frequent pitfall|classic error",
    r"\bwatch out for": "be careful about|look out for|pay attention to",
    r"^When would you choose (.+) over ": r"When would you prefer \1 to |When would you use \1 instead of ",
    r"would you choose for": "would you pick for|is best for|is suited for|do you need for",
    r"\bexplain\b": "describe|introduce",
    r"\bbeginner\b": "newcomer|novice|junior developer",
    r"^Which command": "Which program|Which tool|What command",
    r"^How do you create ": "How do you make |How do you set up ",
    r"^How do you (?:delete|remove) ": "How do you drop |How do you get rid of |How do you erase ",
    r"^How do you list ": "How do you show |How do you get a list of |How do you display ",
    r"^How do you (?:show|print) ": "How do you display |How do you view |How do you output ",
    r"^How do you describe ": "How do you show the details of |How do you get information about ",
    r"\bcheck whether\b": "find out if|test whether|determine whether|see if",
    r"^How do you find the ": "How do you get the |How do you determine the |How do you locate the ",
    r"^How do you (?:copy|clone) ": "How do you duplicate |How do you make a copy of ",
    r"^How do you convert ": "How do you turn |How do you transform ",
    r"^How do you (?:join|merge|combine|concatenate) ": "How do you put together |How do you unite |How do you glue ",
    r"\bappend (.+) to ": r"add \1 to the end of ",
    r"\bprepend (.+) to ": r"add \1 to the front of ",
    r"\biterate over\b": "loop over|walk through|go through",
    r"\blargest\b": "biggest|greatest|highest",
    r"\bsmallest\b": "lowest|least",
    r"^How do you (?:edit|change) ": "How do you modify |How do you alter |How do you adjust ",
    r"^How do you rename ": "How do you change the name of |How do you give a new name to ",
    r"^How do you abort ": "How do you cancel |How do you break off |How do you stop ",
    r"^How do you (label|tag) ": r"How do you put a \1 on |How do you attach a \1 to ",
    r"^How do you watch ": "How do you follow |How do you monitor |How do you observe ",
    r"^How do you inspect ": "How do you examine |How do you look at ",
    r"^How do you start ": "How do you launch |How do you run ",
    r"^How do you (?:read|parse) ": "How do you load ",
    r"^How do you write ": "How do you save |How do you store ",
    r"^How do you undo ": "How do you take back |How do you reverse ",
    r"\boption\b": "flag|switch|parameter",
    r"\bmean\?$": "signify?|tell you?|stand for?",
    r"\bstand for\?$": "mean?|abbreviate?",
    r"\bby default\b": "normally|as standard|out of the box",
    r"\brun over\b": "use|rely on|build on",
    r"\bwhich class\b": "which group|which category",
    r"\bsays that\b": "tells that|indicates that|means that",
    r"\btime complexity\b": "running time|runtime complexity",
    r"\bspace complexity\b": "memory complexity|memory usage",
    r"\belement\b": "item|entry",
    r"\bshort name\b": "abbreviation|alias",
    r"\bstable sorting algorithm\b": "stable sort|stable algorithm",
    r"\bmutable\b": "changeable|modifiable",
    r"\biterable\b": "something to loop over",
    r"\bnamespaced\b": "bound to a namespace|namespace-scoped",
    r"\bglobal or regional\b": "regional or global|a global or a regional service",
    r"\blists\b": "shows|displays",
    r"\b(?:shows|prints)\b": "displays|outputs",
    r"\bdo\?$": "achieve?|accomplish?",
}
ANSWER_WORDS = {
    "while": "whereas",
    "must": "has to",
    "used": "meant",
    "without": "with no",
    "every": "each",
    "each": "every",
    "another": "a different",
    "many": "lots of",
    "several": "multiple",
    "holds": "contains",
    "contains": "holds",
    "shows": "displays",
    "prints": "shows",
    "reached": "accessed",
    "Remember": "Note",
    "choose": "pick",
}
APPENDED = (
    "Interviewers like to ask for an example.",
    "See the manual of your version for details.",
    "This has been so for many releases.",
    "Be ready to explain why.",
    "Try it out once to remember it.",
    "It is worth knowing by heart.",
)
PARTICIPLES = dict(
    pair.split(":")
    for pair in (
        "find:found show:shown read:read write:written undo:undone get:got make:made build:built stop:stopped"
        " drop:dropped tag:tagged split:split copy:copied apply:applied"
    ).split()
)
TAIL = r"(?: (?:in|on|with|from|into|to|but|for|as|around|used|namespaced|mutable|ordered|hashable|iterable)\b.*)?"
PLURAL = re.compile(
    r"^(What is|Is|What should you watch out for with|How do you \w+|Why would you use|What is the purpose of|"
    rf"How would you explain) an? ((?![\w -]* (?:of|that) )[\w -]+?)({TAIL})\?$"
)
PASSIVE = re.compile(
    rf"^How do you (\w+) ((?:an?|the|all) (?![\w -]* that )[\w -]+?)({TAIL})\?$"
)


def plural(question: str) -> str:
    """``What is a list?`` as ``What are lists?``; the question itself where that cannot be said."""
    found = PLURAL.match(question)
    if not found:
        return question
    start, noun, rest = found.groups()
    if noun.endswith("y") and noun[-2] not in "aeiou":
        noun = f"{noun[:-1]}ie"
    elif noun.endswith(("s", "x", "ch", "sh")):
        noun += "e"
    start = {"What is": "What are", "Is": "Are"}.get(start, start)
    return f"{start} {noun}s{rest}?"


def passive(question: str) -> str:
    """``How do you create a list?`` as ``How is a list created?``; the question itself where that cannot be said."""
    found = PASSIVE.match(question)
    if not found:
        return question
    verb, thing, rest = found.groups()
    regular = f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    number = (
        "are" if thing.startswith("all ") or thing.endswith("changes") else "is"
    )
    return f"How {number} {thing} {PARTICIPLES.get(verb, regular)}{rest}?"


def typos(question: str, words: set[str]) -> Iterator[str]:
    """The question with two letters swapped, one dropped or one doubled; the word becomes no other word of the bank."""
    for found in re.finditer(r"(?<![`\w-])[a-z]{4,}(?![`\w-])", question):
        word, (start, end) = found[0], found.span()
        for place in range(1, len(word)):
            for slip in (
                word[: place - 1]
                + word[place]
                + word[place - 1]
                + word[place + 1 :],
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
            ):
                if slip not in words:
                    yield question[:start] + slip + question[end:]


def by_rules(question: str, rules: Rules) -> Iterator[str]:
    """The question as each rule that fits it would say it."""
    for pattern, told in rules.items():
        if re.search(pattern, question):
            for replacement in told.split("|"):
                said = re.sub(pattern, replacement, question, count=1)
                yield capital(
                    re.sub(r"~(\w)", lambda found: found[1].lower(), said)
                )


class Editor:
    """Rewords as a hand would; no question that it writes is one of the bank."""

    def __init__(self, rng: random.Random, cards: list[Card]) -> None:
        """For a bank made of some of these cards."""
        self.rng = rng
        self.taken = {card.question.casefold() for card in cards}
        self.words = {
            word
            for question in self.taken
            for word in re.findall(r"\w+", question)
        }
        self.ways: dict[str, Callable[[str], Iterator[str]]] = {
            "typo": lambda question: typos(question, self.words),
            "form": self.forms,
            "words": lambda question: by_rules(question, WORDS),
            "synonym": lambda question: by_rules(question, SYNONYMS),
        }

    @staticmethod
    def forms(question: str) -> Iterator[str]:
        """Tense, number and voice."""
        yield from (plural(question), passive(question))
        found = re.match(r"Which command (\w+?)(es|s) (.*)", question)
        if found:
            verb, ending, rest = found.groups()
            if ending == "es" and not verb.endswith(("ch", "sh", "ss")):
                verb = f"{verb[:-1]}y" if verb.endswith("i") else f"{verb}e"
            yield from (
                f"Which command {modal} {verb} {rest}"
                for modal in ("would", "can", "will")
            )
        yield from by_rules(question, FORMS)

    def one(self, question: str, ways: list[str]) -> tuple[str, str]:
        """The question in the first of these ways that can say it, and that way."""
        for way in ways:
            said = [
                text
                for text in self.ways[way](question)
                if text.casefold() not in self.taken
            ]
            if said:
                return self.rng.choice(said), way
        return question, ""

    def reword(self, card: Card) -> tuple[Card, Card]:
        """The card before and after: the text before is another one where a typo is mended."""
        ways = self.rng.sample(list(self.ways), len(self.ways))
        both = self.rng.random() < 0.2
        before = after = card.question
        if (
            ways[0] == "typo" and self.rng.random() < 1 / 3
        ):  # one that is mended
            before, _ = self.one(before, ["typo"])
            if both:
                after, _ = self.one(after, ways[1:])
        elif both:  # a typo comes last, since the rules would not know its word
            after, way = self.one(after, [way for way in ways if way != "typo"])
            after, _ = self.one(
                after, [other for other in ways if other != way]
            )
        if before == after:
            after, _ = self.one(after, ways)
        if before == after:
            raise ValueError(f"no way to reword: {card.question}")
        self.taken.update((before.casefold(), after.casefold()))
        answer = (
            self.answer(card.answer)
            if self.rng.random() < 0.25
            else card.answer
        )
        return card._replace(question=before), card._replace(
            question=after, answer=answer
        )

    def answer(self, answer: str) -> str:
        """The answer with a word changed or a sentence appended."""
        words = [
            word
            for word in ANSWER_WORDS
            if re.search(rf"\b{word}\b", answer) and "```" not in answer
        ]
        if words and self.rng.random() < 0.5:
            word = self.rng.choice(words)
            return re.sub(rf"\b{word}\b", ANSWER_WORDS[word], answer, count=1)
        apart = (
            "\n\n"
            if answer.endswith("```") or "\n- " in answer
            else " "
            if answer.endswith(".")
            else ". "
        )
        return f"{answer}{apart}{self.rng.choice(APPENDED)}"


def replacements(
    rng: random.Random, cards: list[Card], count: int
) -> list[tuple[Card, Card]]:
    """Pairs of a card to remove and one to add: of the same topic and template, about something else."""
    groups: dict[tuple[str, str], list[Card]] = {}
    for card in rng.sample(cards, len(cards)):
        groups.setdefault((card.topic, card.kind), []).append(card)
    pairs: list[tuple[Card, Card]] = []
    waiting = list(groups.values())
    while len(pairs) < count:
        group = rng.choices(waiting, [len(group) for group in waiting])[0]
        if len(group) < 2:
            continue
        old, *others = rng.sample(group, min(6, len(group)))
        words = set(old.question.split())
        new = max(
            others, key=lambda card: len(words & set(card.question.split()))
        )
        group.remove(old)
        group.remove(new)
        pairs.append((old, new))
    return pairs


def in_pages(cards: list[Card]) -> Pages:
    """About fifty cards to a page, one topic to a page."""
    pages: Pages = {}
    for topic in TOPICS:
        own = [card for card in cards if card.topic == topic]
        parts = max(1, round(len(own) / PER_PAGE))
        for part in range(parts):
            inside = own[
                len(own) * part // parts : len(own) * (part + 1) // parts
            ]
            if inside:
                pages[f"docs/{topic}-{part + 1}.md"] = inside
    return pages


def make_bank(
    seed: int = 1, cards: int = 2000, reworded: int = 200, replaced: int = 30
) -> Bank:
    """A bank and its edits; the same arguments make the same bank."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    everything = pool(rng)
    if cards + replaced > len(everything):
        raise ValueError(
            f"there are {len(everything):,} cards, and {cards + replaced:,} were asked for"
        )
    pairs = replacements(rng, everything, replaced)
    removed = {old.key: new for old, new in pairs}
    added = {new.key for _, new in pairs}
    rest = [
        card
        for card in everything
        if card.key not in removed and card.key not in added
    ]
    chosen = {
        card.key for card in rng.sample(rest, cards - replaced)
    } | removed.keys()
    editor = Editor(rng, everything)
    edited = {
        card.key: editor.reword(card)
        for card in rng.sample(
            [card for card in rest if card.key in chosen], reworded
        )
    }
    pages = in_pages([card for card in everything if card.key in chosen])
    before = {
        path: [edited.get(card.key, (card,))[0] for card in page]
        for path, page in pages.items()
    }
    renamed = set(rng.sample(sorted(pages), max(1, len(pages) // 12)))
    shuffled = set(rng.sample(sorted(pages), max(1, len(pages) // 4)))
    after: Pages = {}
    for path, page in pages.items():
        now: list[Card] = []
        later: list[Card] = []
        for card in page:
            if card.key in removed:
                rng.choice([now, later]).append(
                    removed[card.key]
                )  # in its place or at the end of the page
            else:
                now.append(edited.get(card.key, (card,))[-1])
        now += later
        if path in shuffled:
            rng.shuffle(now)
        after[
            path.replace("docs/", "docs/more-about-")
            if path in renamed
            else path
        ] = now
    return Bank(before, after, frozenset(edited))


def write(folder: Path, pages: Pages) -> dict[tuple[str, int], Card]:
    """The pages as files, and each card at the path and line of its question."""
    shutil.rmtree(folder / "docs", ignore_errors=True)
    (folder / "docs").mkdir()
    (folder / "mkdecks.toml").write_text(CONFIG, "utf-8")
    places: dict[tuple[str, int], Card] = {}
    for path, page in pages.items():
        part = int(path.removesuffix(".md").rsplit("-", 1)[1])
        lines = [f"# {TOPICS[page[0].topic][2]}, part {part}", ""]
        for number, card in enumerate(page, 1):
            places[path, len(lines) + 1] = card
            # Every third page is numbered, and so renumbered when a card goes
            asked = (
                f"{number}. {card.question}" if part % 3 == 0 else card.question
            )
            lines += [f"## {asked}", "", *card.answer.split("\n"), ""]
        (folder / path).write_text("\n".join(lines), "utf-8")
    return places


def run(folder: Path, *arguments: str) -> str:
    """What mkdecks prints in the folder."""
    command = [sys.executable, "-m", "mkdecks", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout


def notes_in(package: Path, folder: Path) -> Iterator[str]:
    """The ids of the notes that a learner would import."""
    with zipfile.ZipFile(package) as archive:
        collection = next(
            name
            for name in archive.namelist()
            if name.startswith("collection.anki2")
        )
        database = sqlite3.connect(archive.extract(collection, folder))
    with contextlib.closing(database):
        yield from (
            guid for (guid,) in database.execute("select guid from notes")
        )


def built(folder: Path, pages: Pages) -> dict[str, str]:
    """The id of each card, by key, after a build of these pages."""
    places = write(folder, pages)
    shutil.rmtree(folder / "dist", ignore_errors=True)
    run(folder, "build", "--quiet")
    ids: dict[str, str] = {}
    for line in run(
        folder, "cards", "--format", "jsonl", "--quiet"
    ).splitlines():
        said = json.loads(line)
        ids[places[said["source"], said["line"]].key] = said["id"]
    unread = [card.question for card in places.values() if card.key not in ids]
    if unread:
        raise RuntimeError(
            f"{len(unread):,} questions are no cards, such as: {unread[0]}"
        )
    with tempfile.TemporaryDirectory() as unpacked:
        notes = [
            note
            for package in folder.glob("dist/*.apkg")
            for note in notes_in(package, Path(unpacked))
        ]
    # Notes of cards that are gone may be there too, but each card has one of its own
    if (
        len(set(ids.values())) != len(ids)
        or len(set(notes)) != len(notes)
        or not set(ids.values()) <= set(notes)
    ):
        raise RuntimeError(
            "the notes of the packages are not those of the cards"
        )
    return ids


def judge(before: dict[str, str], after: dict[str, str], bank: Bank) -> Figures:
    """The ids of the cards before and after the edits, by key, as figures."""
    owners = {note: key for key, note in before.items()}
    asked = {
        card.key: card.question
        for pages in (bank.before, bank.after)
        for page in pages.values()
        for card in page
    }
    was = {
        card.key: card.question
        for page in bank.before.values()
        for card in page
    }
    wrong = [key for key, note in after.items() if owners.get(note, key) != key]
    kept = [key for key in bank.reworded if after[key] == before[key]]
    renewed = [
        key
        for key in after
        if key in bank.reworded and after[key] not in owners
    ]
    untouched = [
        key for key in after if key in before and key not in bank.reworded
    ]
    changed = [key for key in untouched if after[key] != before[key]]
    notes = [f"renewed: {was[key]}\n    now: {asked[key]}" for key in renewed]
    notes += [
        f"wrong: {asked[key]}\n  has the note of: {was[owners[after[key]]]}"
        for key in wrong
    ]
    notes += [f"changed: {asked[key]}" for key in changed if key not in wrong]
    return Figures(
        len(bank.reworded),
        len(kept),
        len(renewed),
        len(wrong),
        len(untouched),
        len(changed),
        tuple(notes),
    )


def measure(bank: Bank) -> Figures:
    """Build the bank, edit it, build it again, and compare."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        return judge(
            built(folder, bank.before), built(folder, bank.after), bank
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument(
        "--seed", type=int, nargs="+", default=[1], help="one bank for each"
    )
    parser.add_argument("--cards", type=int, default=2000)
    parser.add_argument("--reworded", type=int, default=200)
    parser.add_argument("--replaced", type=int, default=30)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="print each question that lost its note, old and new",
    )
    given = parser.parse_args()
    for seed in given.seed:
        figures = measure(
            make_bank(seed, given.cards, given.reworded, given.replaced)
        )
        print(f"seed {seed}: {figures}" if len(given.seed) > 1 else figures)
        if given.explain:
            print(*figures.notes, sep="\n")


if __name__ == "__main__":
    main()
